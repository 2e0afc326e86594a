package io.voxgate.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.adapter.VendorAdapter;
import io.voxgate.tck.AllAdapters;
import io.voxgate.toy.ToyAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks {@code golden/<vendor>/<case>/}. {@code -Dgolden.update=true} rewrites the out-files and then fails; the review
 * looks at the difference.
 */
class GoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final List<String> COMMON =
            List.of("minimal-agent", "full-agent", "chinese-text", "unsupported-everything");

    @TestFactory
    Stream<DynamicContainer> cases() {
        return AllAdapters.all().stream()
                .map(adapter -> dynamicContainer(adapter.info().id(), casesOf(adapter)));
    }

    private static Stream<DynamicTest> casesOf(VendorAdapter adapter) {
        Path home = ROOT.resolve(adapter.info().id());
        return Stream.concat(
                Stream.of(dynamicTest(
                        "has the common cases", () -> assertThat(names(home)).containsAll(COMMON))),
                names(home).stream()
                        .map(name -> dynamicTest(name, () -> run(new GoldenCase(home.resolve(name), adapter)))));
    }

    private static void run(GoldenCase golden) {
        if (Boolean.getBoolean("golden.update")) {
            golden.rewrite();
            throw new AssertionError("Rewritten; look at the difference and run again without golden.update.");
        }
        golden.verify();
    }

    @Test
    void everyFolderBelongsToAnAdapter() {
        assertThat(names(ROOT))
                .isSubsetOf(AllAdapters.all().stream()
                        .map(adapter -> adapter.info().id())
                        .toList());
    }

    @Test
    void theWalkerFailsOnAnotherRequest(@TempDir Path folder) throws IOException {
        copyMinimal(folder);
        Files.writeString(
                folder.resolve("out.request.json"),
                Files.readString(folder.resolve("out.request.json")).replace("gpt", "gpu"));

        assertThatThrownBy(() -> golden(folder).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("out.request.json");
    }

    @Test
    void theWalkerFailsOnAnotherOpenView(@TempDir Path folder) throws IOException {
        copyMinimal(folder);
        Files.writeString(folder.resolve("out.decoded.json"), "{}");

        assertThatThrownBy(() -> golden(folder).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("out.decoded.json");
    }

    @Test
    void theWalkerFailsOnAnotherReport(@TempDir Path folder) throws IOException {
        copyMinimal(folder);
        Files.writeString(
                folder.resolve("out.report.txt"),
                Files.readString(folder.resolve("out.report.txt")).replaceFirst("exact", "clamped"));

        assertThatThrownBy(() -> golden(folder).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("out.report.txt");
    }

    @Test
    void theWalkerFailsOnAFileThatNothingReads(@TempDir Path folder) throws IOException {
        copyMinimal(folder);
        Files.writeString(folder.resolve("notes.txt"), "left over");

        assertThatThrownBy(() -> golden(folder).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("notes.txt");
    }

    @Test
    void theWalkerFailsOnAMissingFile(@TempDir Path folder) throws IOException {
        copyMinimal(folder);
        Files.delete(folder.resolve("out.decoded.json"));

        assertThatThrownBy(() -> golden(folder).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("out.decoded.json");
    }

    @Test
    void anUpdateWritesWhatThenPasses(@TempDir Path folder) throws IOException {
        Files.copy(ROOT.resolve("toy/minimal-agent/in.yaml"), folder.resolve("in.yaml"));

        golden(folder).rewrite();

        assertThatCode(() -> golden(folder).verify()).doesNotThrowAnyException();
    }

    private static GoldenCase golden(Path folder) {
        return new GoldenCase(folder, new ToyAdapter());
    }

    private static void copyMinimal(Path folder) throws IOException {
        Path minimal = ROOT.resolve("toy/minimal-agent");
        for (String file : names(minimal)) {
            Files.copy(minimal.resolve(file), folder.resolve(file));
        }
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
