package io.voxgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process, where it does not get as far as to start. */
class MainTest {
    @TempDir
    Path home;

    @Test
    void withoutADatabaseItIsRefusedAndNothingIsKeptAnywhere() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()))
                .redirectErrorStream(true).redirectOutput(home.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VOXGATE_"));
        builder.environment().put("VOXGATE_DATA_DIR", home.resolve("data").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }

        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(home.resolve("output")).content(StandardCharsets.UTF_8).contains("VOXGATE_DATABASE_URL").contains("./voxgate start");
        assertThat(home.resolve("data")).doesNotExist();
    }
}
