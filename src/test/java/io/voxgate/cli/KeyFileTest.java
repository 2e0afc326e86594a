package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path home;

    @Test
    void keepsAKeyForItsOwnerOnlyAndLeavesNothingElseBehind() throws IOException {
        KeyFile file = new KeyFile(home.resolve("deep/demo.key"));
        assertThat(file.read()).isEmpty();

        file.write("one");
        file.write("two");

        assertThat(file.read()).contains("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(home.resolve("deep"))) {
            assertThat(files).containsExactly(file.path());
        }
    }
}
