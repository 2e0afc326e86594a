package io.voxgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every package says in a sentence what it is for, and is null-marked. */
class PackagesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern GOOD = Pattern.compile("(?s)\\s*/\\*\\*.{20,}?\\.\\s.*@NullMarked\\s+package .*");

    @Test
    void everyPackageHasItsSentence() {
        assertThat(lacking(MAIN)).isEmpty();
    }

    @Test
    void aPackageWithoutItIsFound(@TempDir Path tree) throws IOException {
        Path bare = Files.createDirectories(tree.resolve("bare"));
        Files.writeString(bare.resolve("A.java"), "package bare;");
        Path mute = Files.createDirectories(tree.resolve("mute"));
        Files.writeString(mute.resolve("package-info.java"), "@NullMarked\npackage mute;\n");

        assertThat(lacking(tree)).containsExactlyInAnyOrder("bare", "mute");
    }

    private static List<String> lacking(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !GOOD.matcher(text(folder.resolve("package-info.java")))
                            .matches())
                    .map(folder -> tree.relativize(folder).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
