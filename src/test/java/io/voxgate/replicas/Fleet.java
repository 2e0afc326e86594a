package io.voxgate.replicas;

import io.voxgate.service.PostgresResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Replicas of the packaged service on one PostgreSQL. What they print is kept below {@code target/replicas/} for
 * failures. The processes end with the fleet, and with this process when that ends first.
 */
public final class Fleet implements AutoCloseable {
    private static final Path HOME = Path.of("target/replicas").toAbsolutePath();

    private final Postgres postgres;
    private final Path home;
    private final List<String> jvmOptions;
    private final Map<String, String> settings;
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();

    private Fleet(Postgres postgres, Path home, Map<String, String> more, List<String> jvmOptions) {
        this.postgres = postgres;
        this.home = home;
        this.jvmOptions = jvmOptions;
        Map<String, String> all = new HashMap<>(Map.of(
                "VOXGATE_DATABASE_URL",
                postgres.url(),
                "VOXGATE_OPERATOR_KEY",
                PostgresResource.OPERATOR_KEY,
                "VOXGATE_MASTER_KEY",
                PostgresResource.MASTER_KEY,
                "VOXGATE_SANDBOX",
                "on",
                "VOXGATE_PRIVATE_ADDRESSES",
                "allow"));
        all.putAll(more);
        this.settings = Map.copyOf(all);
    }

    /**
     * Starts a fleet whose replicas begin at the same moment, migrations included, and waits until all of them are
     * ready.
     *
     * @param name of the directory below {@code target/replicas}
     * @param settings in addition to, or instead of, those that every fleet has
     */
    public static Fleet start(String name, int size, Map<String, String> settings) {
        return start(name, size, settings, Replica.SMALL);
    }

    /** As {@link #start(String, int, Map)}, with other options for Java than those that keep a test small. */
    public static Fleet start(String name, int size, Map<String, String> settings, List<String> jvmOptions) {
        return start(name, size, _ -> settings, jvmOptions);
    }

    /** As {@link #start(String, int, Map)}, with settings that depend on the database, as the way to it does. */
    public static Fleet start(String name, int size, Function<Postgres, Map<String, String>> settings) {
        return start(name, size, settings, Replica.SMALL);
    }

    /** As {@link #start(String, int, Map)}, with both: the database can be prepared before a replica uses it. */
    public static Fleet start(
            String name, int size, Function<Postgres, Map<String, String>> settings, List<String> jvmOptions) {
        Path home = HOME.resolve(name);
        empty(home);
        Postgres postgres = Postgres.start(home);
        Fleet fleet = new Fleet(postgres, home, settings.apply(postgres), jvmOptions);
        try {
            IntStream.range(0, size)
                    .forEach(i -> fleet.replicas.add(
                            Replica.launch(Character.toString('a' + i), home, fleet.settings, jvmOptions)));
            fleet.replicas.forEach(Replica::awaitReady);
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    public Postgres postgres() {
        return postgres;
    }

    /** A replica beside the others that is not waited for, with these flags; whoever asked for it closes it. */
    public Replica begin(String name, List<String> flags) {
        return Replica.launch(name, home, settings, flags);
    }

    /** A replica beside the others, with these flags for its virtual machine; whoever asked for it closes it. */
    Replica separate(String name, List<String> flags) {
        return await(Replica.launch(name, home, settings, flags), "/q/health/ready");
    }

    /** A replica beside the others with settings of its own; whoever asked for it closes it. */
    Replica separate(String name, Map<String, String> more) {
        return await(Replica.launch(name, home, settings(more), jvmOptions), "/q/health/ready");
    }

    /**
     * A replica beside the others whose clock is ahead by so much. It works, but does not say that it is ready. Whoever
     * asked for it closes it.
     */
    Replica shifted(String name, Duration ahead) {
        return await(
                Replica.launch(name, home, settings(ShiftedClock.environment(ahead)), jvmOptions), "/q/health/started");
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    private static Replica await(Replica replica, String probe) {
        try {
            return replica.awaitUp(probe);
        } catch (RuntimeException e) {
            replica.close();
            throw e;
        }
    }

    /** Further replicas, ready, until they are closed. */
    public Reserve more(int many) {
        List<Replica> more = IntStream.range(replicas.size(), replicas.size() + many)
                .mapToObj(i -> Replica.launch(Character.toString('a' + i), home, settings, jvmOptions))
                .toList();
        Reserve reserve = () -> {
            replicas.removeAll(more);
            more.forEach(Replica::close);
        };
        try {
            more.forEach(Replica::awaitReady);
        } catch (RuntimeException e) {
            reserve.close();
            throw e;
        }
        replicas.addAll(more);
        return reserve;
    }

    /** Replicas for some time only. */
    @FunctionalInterface
    public interface Reserve extends AutoCloseable {
        @Override
        void close();
    }

    /** The replica with this number, from 0. */
    public Replica replica(int number) {
        return replicas.get(number);
    }

    public Replica a() {
        return replica(0);
    }

    public Replica b() {
        return replica(1);
    }

    public List<Replica> replicas() {
        return List.copyOf(replicas);
    }

    static void endWithThisProcess(ProcessHandle child) {
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly));
    }

    private static void empty(Path home) {
        try {
            if (Files.exists(home)) {
                try (Stream<Path> old = Files.walk(home).sorted(Comparator.reverseOrder())) {
                    for (Path path : old.toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        postgres.close();
    }
}
