package io.voxgate.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL of our own on this machine, listening on loopback only and asking everybody for a password
 * ({@link EmbeddedAccess}). Its data directory is kept; every commit is on disk before it is answered. A server that an
 * earlier process left behind when it was killed is stopped first, so that two never share the data.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final long ORPHAN_STOP_SECONDS = 15;

    private final EmbeddedPostgres postgres;
    private final EmbeddedAccess access;
    private final FileChannel lockFile;

    private EmbeddedDatabase(EmbeddedPostgres postgres, EmbeddedAccess access, FileChannel lockFile) {
        this.postgres = postgres;
        this.access = access;
        this.lockFile = lockFile;
    }

    /**
     * @param home the directory that keeps the data and the server's programs
     * @throws IOException with a sentence for people when it cannot start
     */
    public static EmbeddedDatabase start(Path home) throws IOException {
        Path data = ownerOnly(home).resolve("postgresql");
        FileChannel lockFile = lock(home);
        try {
            stopOrphan(data);
            EmbeddedAccess access = EmbeddedAccess.prepare(home, data);
            return new EmbeddedDatabase(closed(launch(home, data, access), access), access, lockFile);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw new IOException("the embedded PostgreSQL in " + home + " does not start: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres closed(EmbeddedPostgres postgres, EmbeddedAccess access) throws IOException {
        try {
            access.close(url(postgres));
            return postgres;
        } catch (IOException e) {
            postgres.close();
            throw e;
        }
    }

    /** What is named locale there are arguments of initdb: a new server knows the password from its first moment on. */
    private static EmbeddedPostgres launch(Path home, Path data, EmbeddedAccess access) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(home.resolve("engine").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP)
                .setPort(freePort())
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", access.passwordFile().toString())
                .setConnectConfig("password", access.administratorPassword())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .start();
    }

    private static Path ownerOnly(Path home) throws IOException {
        Files.createDirectories(home);
        if (Files.getFileStore(home).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
        return home;
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("voxgate.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("this process already uses " + home, e);
        }
        channel.close();
        throw new IOException("another Voxgate uses " + home + "; stop it, or set VOXGATE_DATA_DIR.");
    }

    /** A killed Voxgate leaves its server running: we hold the lock, so no process owns it any more. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = orphan(Files.readAllLines(pidFile), data);
        if (orphan.isPresent()) {
            stop(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    /**
     * The first line of the file is the server's process id; the number may belong to somebody else by now, so its
     * command has to fit.
     */
    private static Optional<ProcessHandle> orphan(List<String> pidFile, Path data) {
        return pidFile.stream()
                .limit(1)
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,9}"))
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> commandLine(process).contains("postgres")
                        && commandLine(process).contains(data.toString()));
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().or(() -> process.info().command()).orElse("");
    }

    private static void stop(ProcessHandle orphan) throws IOException {
        orphan.destroy();
        try {
            orphan.onExit().get(ORPHAN_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(
                    "a PostgreSQL left by an earlier run (process " + orphan.pid() + ") does not stop; end it by hand.",
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String jdbcUrl() {
        return url(postgres);
    }

    private static String url(EmbeddedPostgres postgres) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + EmbeddedAccess.DATABASE;
    }

    /** The owner of the database; no superuser. */
    public String user() {
        return EmbeddedAccess.SERVICE;
    }

    /** Of this start only. */
    public String password() {
        return access.servicePassword();
    }

    /** Stops the server after its last commit; the data stay. */
    @Override
    public void close() {
        try (FileChannel _ = lockFile) {
            postgres.close();
        } catch (IOException e) {
            System.err.println("Voxgate: PostgreSQL did not stop cleanly: " + e.getMessage());
        }
    }
}
