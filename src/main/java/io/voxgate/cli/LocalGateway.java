package io.voxgate.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Voxgate of the demo's own: another process on a free port, with data that is thrown away. */
final class LocalGateway implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    /** A process that writes the JDK's AOT cache does so when it ends. */
    private static final Duration STOP = Duration.ofSeconds(90);

    /** Further options for the gateway's virtual machine, with spaces between; for the launcher. */
    private static final String OPTIONS = "voxgate.gateway.options";

    private static final int LOG_LINES = 15;

    private final Process process;
    private final Path data;
    private final Path log;
    private final URI url;
    private final URI health;
    private final String operatorKey;

    private LocalGateway(Process process, Path data, Path log, Ports ports, String operatorKey) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.url = URI.create("http://127.0.0.1:" + ports.api() + "/");
        this.health = URI.create("http://127.0.0.1:" + ports.management() + "/q/health/ready");
        this.operatorKey = operatorKey;
    }

    static LocalGateway start(Path log) throws IOException {
        Ports ports = Ports.free();
        String key = HexFormat.of().formatHex(random());
        Path data = Files.createTempDirectory("voxgate-demo-");
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        Map<String, String> environment = builder.environment();
        List.of(
                        "VOXGATE_DATABASE_URL",
                        "VOXGATE_MASTER_KEY",
                        "VOXGATE_PUBLIC_URL",
                        "VOXGATE_MANAGEMENT_HOST",
                        "VOXGATE_DATABASE_URL_FILE",
                        "VOXGATE_MASTER_KEY_FILE",
                        "VOXGATE_MASTER_KEYS_PREVIOUS",
                        "VOXGATE_OPERATOR_KEY_FILE")
                .forEach(environment::remove);
        environment.putAll(Map.of(
                "VOXGATE_HOST",
                "127.0.0.1",
                "VOXGATE_PORT",
                String.valueOf(ports.api()),
                "VOXGATE_MANAGEMENT_PORT",
                String.valueOf(ports.management()),
                "VOXGATE_DATA_DIR",
                data.toString(),
                "VOXGATE_OPERATOR_KEY",
                key,
                "VOXGATE_SANDBOX",
                "on",
                "VOXGATE_PRIVATE_ADDRESSES",
                "allow"));
        LocalGateway gateway = new LocalGateway(builder.start(), data, log, ports, key);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "end-gateway"));
        return gateway;
    }

    URI url() {
        return url;
    }

    String operatorKey() {
        return operatorKey;
    }

    /** @throws IOException with the end of the log when it does not come up */
    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (process.waitFor(150, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "The gateway ended with " + process.exitValue() + " before it was ready:\n" + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("The gateway was not ready within " + START.toSeconds() + " s:\n" + endOfLog());
            }
        }
    }

    private boolean isReady() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** Ends the process and removes its data. Can be called twice. */
    @Override
    public synchronized void close() {
        try {
            process.destroy();
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            forgetData();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("The demo's data in " + data + " could not be removed: " + e.getMessage());
        }
    }

    private void forgetData() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The same Java, and the jar that this very class came with. */
    private static List<String> command() throws IOException {
        try {
            Path self = Path.of(LocalGateway.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = self.resolve("../../quarkus-run.jar").normalize();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            command.addAll(options(System.getProperty(OPTIONS, "")));
            command.addAll(List.of("-jar", jar.toString(), DataDirectory.DEMO));
            return command;
        } catch (URISyntaxException e) {
            throw new IOException("The demo does not know where it is", e);
        }
    }

    /** The words of a line. */
    static List<String> options(String line) {
        return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static byte[] random() {
        byte[] bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Two free ports. */
    private record Ports(int api, int management) {
        static Ports free() throws IOException {
            try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new Ports(one.getLocalPort(), two.getLocalPort());
            }
        }
    }
}
