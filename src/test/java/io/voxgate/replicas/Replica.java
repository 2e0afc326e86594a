package io.voxgate.replicas;

import io.restassured.specification.RequestSpecification;
import io.voxgate.service.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of the packaged service. Its port stays the same when it is started again. */
public final class Replica implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("replicas.jar", "target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath();
    static final List<String> SMALL = List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(45);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String name;
    private final Path log;
    private final Map<String, String> settings;
    private final List<String> flags;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private Map<String, String> ofThisLife = Map.of();
    private Process process;

    private Replica(String name, Path home, Map<String, String> settings, List<String> flags) {
        this.name = name;
        this.log = home.resolve(name + ".log");
        this.settings = settings;
        this.flags = flags;
        this.process = launch();
    }

    /**
     * Starts a process; it is not ready yet.
     *
     * @param home where its output goes
     * @param settings its environment, on top of an almost empty one
     */
    static Replica launch(String name, Path home, Map<String, String> settings) {
        return launch(name, home, settings, SMALL);
    }

    /** The same with these flags for its virtual machine. */
    static Replica launch(String name, Path home, Map<String, String> settings, List<String> flags) {
        return new Replica(name, home, Map.copyOf(settings), List.copyOf(flags));
    }

    private Process launch() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("The service is not packaged yet: " + JAR);
        }
        ProcessBuilder builder = new ProcessBuilder();
        builder.command()
                .add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        builder.command().addAll(flags);
        builder.command()
                .addAll(Arrays.stream(System.getProperty("replicas.jvm", "").split(" "))
                        .filter(option -> !option.isEmpty())
                        .toList());
        builder.command().addAll(List.of("-jar", JAR.toString()));
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("VOXGATE_") || variable.startsWith("QUARKUS_"));
        builder.environment().putAll(settings);
        builder.environment()
                .putAll(Map.of(
                        "VOXGATE_PORT",
                        Integer.toString(port),
                        "VOXGATE_MANAGEMENT_PORT",
                        Integer.toString(managementPort),
                        "VOXGATE_HOST",
                        "127.0.0.1"));
        builder.environment().putAll(ofThisLife);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Process started = builder.start();
            Fleet.endWithThisProcess(started.toHandle());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** The id of its process at the moment. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process runs; a process that runs may still be of no use. */
    public boolean alive() {
        return process.isAlive();
    }

    public int port() {
        return port;
    }

    /** What it printed, all of its lives together. */
    public Path log() {
        return log;
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What is on its management port. */
    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    /** A request to it, held against the contract. */
    public RequestSpecification request() {
        return Api.request().baseUri(url()).port(port);
    }

    /** Waits until it says that it is ready. */
    Replica awaitReady() {
        return awaitUp("/q/health/ready");
    }

    /** Waits until a probe says yes. */
    Replica awaitUp(String probe) {
        long end = System.nanoTime() + START.toNanos();
        while (!up(probe)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The replica " + name + " did not start:\n" + lastLines());
            }
            pause();
        }
        return this;
    }

    private void pause() {
        try {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it takes requests. */
    public boolean ready() {
        return up("/q/health/ready");
    }

    /** Whether a probe says yes, within the time that an orchestrator gives it. */
    public boolean up(String probe) {
        return status(probe) == 200;
    }

    private int status(String probe) {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(management(probe))
                                    .timeout(Duration.ofSeconds(3))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** {@code kill -9}: it is gone at once, in the middle of whatever it did. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, and waits until it has. */
    public void stop() {
        terminate();
        awaitEnd();
    }

    /**
     * Asks it to end, and kills it when it has not after the time that an orchestrator gives it. @return whether it
     * ended by itself
     */
    public boolean stopOrKill() {
        try {
            stop();
            return true;
        } catch (IllegalStateException e) {
            kill();
            return false;
        }
    }

    /** Asks it to end (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    /** Takes the processor away from it until {@link #resume}. */
    public void freeze() {
        Signals.send(process.pid(), "STOP");
    }

    public void resume() {
        Signals.send(process.pid(), "CONT");
    }

    /** Starts it once more, on the same port, and waits until it is ready; nothing when it runs. */
    public Replica revive() {
        if (!process.isAlive()) {
            begin(Map.of());
            awaitReady();
        }
        return this;
    }

    /** Starts it once more, with these variables for this life only. It is not ready yet. */
    public void begin(Map<String, String> more) {
        ofThisLife = Map.copyOf(more);
        process = launch();
    }

    /** Waits until its process is gone. */
    void awaitEnd() {
        try {
            process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The replica " + name + " does not end", e);
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Ends it, whatever state it is in. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
