package io.voxgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process, where it does not get as far as to start. */
class MainTest {
    @TempDir
    Path home;

    @Test
    void withoutADatabaseItIsRefusedAndNothingIsKeptAnywhere() throws IOException, InterruptedException {
        assertThat(run(Map.of())).contains("VOXGATE_DATABASE_URL").contains("./voxgate start");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void whatIsWrongWithTheSettingsIsToldAtOnce() throws IOException, InterruptedException {
        assertThat(run(Map.of("VOXGATE_PROT", "80", "VOXGATE_CONNECTIONS", "many", "VOXGATE_OPERATOR_KEY", "hunter2")))
                .isEqualTo("""
                Voxgate cannot start: VOXGATE_PROT is not a setting. Did you mean VOXGATE_PORT?
                VOXGATE_CONNECTIONS must be a number from 1 to 1000000, not "many".
                VOXGATE_OPERATOR_KEY must have at least 16 visible ASCII characters and no spaces.
                """);
    }

    /** What the service says before it ends with 2. */
    private String run(Map<String, String> settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // The runner of the packaged service names the log manager too.
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VOXGATE_"));
        builder.environment().put("VOXGATE_DATA_DIR", home.resolve("data").toString());
        builder.environment().putAll(settings);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
        assertThat(process.exitValue()).isEqualTo(2);
        return Files.readString(home.resolve("output"));
    }
}
