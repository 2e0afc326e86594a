package io.voxgate;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.voxgate.cli.DataDirectory;
import io.voxgate.cli.OperatorKey;
import io.voxgate.cli.StartBanner;
import io.voxgate.config.DataSettings;
import io.voxgate.config.DatabaseUrl;
import io.voxgate.config.LoopbackOnly;
import io.voxgate.config.MasterKeyFile;
import io.voxgate.config.MasterKeys;
import io.voxgate.config.Settings;
import io.voxgate.database.EmbeddedDatabase;
import io.voxgate.database.StartFailure;
import io.voxgate.limits.Limit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Starts the database when no other is named, then the service; ends them in the other order. */
@QuarkusMain
public final class Main {
    /** The service brings to its end what it has begun; then the database stops. */
    private static final long STOP_SECONDS = Limit.SHUTDOWN.max() + 15;

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int FEWEST_CARRIERS = 4;

    private Main() {}

    public static void main(String... args) {
        leaveProcessorsToThoseWhoWait();
        AtomicReference<EmbeddedDatabase> database = new AtomicReference<>();
        try {
            Settings settings = Settings.read(System.getenv());
            if (isStart(args)) {
                Path keys = dataDirectory(settings);
                System.setProperty("voxgate.data-dir", keys.toString());
                OperatorKey.ensure(settings, keys);
                LoopbackOnly.choose(settings);
            }
            Optional<DatabaseUrl> server = settings.database();
            if (server.isPresent()) {
                useServer(server.get(), settings.masterKeys());
            } else if (!hasDatabaseOfItsOwn(args)) {
                throw new Settings.Invalid(
                        "VOXGATE_DATABASE_URL (postgresql://user:password@host:5432/database) is needed: "
                                + "only ./voxgate start and ./voxgate demo run with a database of their own.");
            } else {
                Path home = dataDirectory(settings);
                EmbeddedDatabase embedded = EmbeddedDatabase.start(home);
                database.set(embedded);
                useEmbedded(embedded, settings.masterKeys(), home);
            }
        } catch (Settings.Invalid | IOException e) {
            System.err.println("Voxgate cannot start: " + e.getMessage());
            System.exit(2);
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "await-database-stop"));
        Quarkus.run(
                isStart(args) ? StartBanner.class : null,
                (code, error) -> {
                    if (error != null) {
                        System.err.println("Voxgate cannot start: " + StartFailure.sentence(error));
                    }
                    if (database.get() != null) {
                        database.get().close();
                    }
                    stopped.countDown();
                    System.exit(code);
                },
                args);
    }

    /** Who forgets to name a database must not find out, when the data are gone, that they were kept somewhere else. */
    private static boolean hasDatabaseOfItsOwn(String... args) {
        return isStart(args) || (args.length > 0 && args[0].equals(DataDirectory.DEMO));
    }

    /**
     * Requests run on virtual threads, which keep their carrier while they compute. With more carriers than processors
     * the operating system, which does preempt, lets the others go on (io.voxgate.tenant.TenantShares bounds how many
     * compute).
     */
    private static void leaveProcessorsToThoseWhoWait() {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(
                    CARRIERS,
                    Integer.toString(
                            Math.max(FEWEST_CARRIERS, 2 * Runtime.getRuntime().availableProcessors())));
        }
    }

    /**
     * {@code ./voxgate start}: everything on one machine, with a welcome; without it the service alone, as on
     * Kubernetes.
     */
    private static boolean isStart(String... args) {
        return args.length > 0 && args[0].equals("start");
    }

    /**
     * The virtual machine may end only when the database has ended; the service's own hook runs at the same time and
     * ends before it.
     */
    private static void await(CountDownLatch stopped) {
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Voxgate: the database did not stop in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path dataDirectory(Settings settings) {
        return settings.of(DataSettings.class).dataDir().orElseGet(DataDirectory::usual);
    }

    private static void useServer(DatabaseUrl url, MasterKeys masterKeys) {
        if (masterKeys.isEmpty()) {
            throw new Settings.Invalid(
                    "VOXGATE_MASTER_KEY (base64 of 32 bytes: openssl rand -base64 32) or VOXGATE_MASTER_KEY_FILE "
                            + "is needed with VOXGATE_DATABASE_URL.");
        }
        masterKeys.read();
        url.warning().ifPresent(warning -> System.err.println("Voxgate: " + warning));
        datasource(url.jdbcUrl(), url.user(), url.password().reveal());
    }

    private static void useEmbedded(EmbeddedDatabase database, MasterKeys masterKeys, Path home) throws IOException {
        if (masterKeys.isEmpty()) {
            System.setProperty(
                    "voxgate.master-key-file",
                    MasterKeyFile.ensure(home.resolve("master.key")).toString());
        } else {
            masterKeys.read();
        }
        datasource(database.jdbcUrl(), database.user(), database.password());
    }

    private static void datasource(String url, String user, String password) {
        System.setProperty("quarkus.datasource.jdbc.url", url);
        System.setProperty("quarkus.datasource.username", user);
        System.setProperty("quarkus.datasource.password", password);
    }
}
