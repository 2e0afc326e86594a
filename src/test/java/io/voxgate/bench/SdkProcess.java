package io.voxgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The process of {@link SdkYardstick}, which rests until it is asked. */
final class SdkProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    /**
     * @param cpuMicros of the process, for one call
     * @param allocatedBytes for one call
     */
    record SdkFigures(long calls, long errors, double cpuMicros, double allocatedBytes, double p50Millis) {
        static SdkFigures of(String line) {
            String[] words = line.split(" ");
            double calls = Double.parseDouble(words[0]);
            return new SdkFigures(
                    (long) calls,
                    Long.parseLong(words[1]),
                    Double.parseDouble(words[2]) / 1e3 / calls,
                    Double.parseDouble(words[3]) / calls,
                    Double.parseDouble(words[4]));
        }

        /** Empty when every call got its answer. */
        List<String> faults() {
            return errors == 0 ? List.of() : List.of(errors + " calls failed beside " + calls + " good ones");
        }
    }

    SdkProcess(StubPeer peer) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SdkYardstick.class.getName(),
                            "127.0.0.1:" + peer.port())
                    .redirectError(BenchmarkReport.HOME.resolve("sdk.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    SdkFigures tencent(int threads, Duration time) {
        return ask("tencent", threads, time);
    }

    SdkFigures alibaba(int threads, Duration time) {
        return ask("alibaba", threads, time);
    }

    private SdkFigures ask(String vendor, int threads, Duration time) {
        try {
            process.getOutputStream()
                    .write((vendor + " " + threads + " " + time.toMillis() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.matches("\\d+ \\d+ \\d+ \\d+ ([0-9.eE-]+|NaN)")) {
                    return SdkFigures.of(line);
                }
            }
            throw new IllegalStateException("The vendors' SDKs have no figures: see sdk.log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
