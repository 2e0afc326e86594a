package io.voxgate.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.postgresql.PGConnection;

/**
 * Who may connect to the embedded database: no one without a password, whatever account of the machine asks. The
 * administrator's password is kept beside the data, readable by its owner only; the service's is new at each start and
 * never stored. The service's user owns the database and is no superuser, so that no one reads files or runs programs
 * through it. A folder of an earlier version, which trusted everybody, is changed at its next start.
 */
final class EmbeddedAccess {
    static final String ADMINISTRATOR = "postgres";
    static final String SERVICE = "voxgate";
    static final String DATABASE = "postgres";

    static final String RULES = """
            # Written by Voxgate at each start.
            host all      postgres 127.0.0.1/32 scram-sha-256
            host postgres voxgate  127.0.0.1/32 scram-sha-256
            """;

    /** Until the administrator has the password that was lost, or never was: for the moment of one start. */
    private static final String OPEN = "host all postgres 127.0.0.1/32 trust\n";

    private static final String[] OWNERSHIP = {
        """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'voxgate') THEN CREATE ROLE voxgate LOGIN; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'voxgate_tenant') THEN CREATE ROLE voxgate_tenant NOLOGIN; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'voxgate_system') THEN CREATE ROLE voxgate_system NOLOGIN; END IF;
        END $$""",
        "GRANT voxgate_tenant, voxgate_system TO voxgate WITH SET TRUE, INHERIT TRUE",
        "ALTER DATABASE postgres OWNER TO voxgate",
        // What an earlier version made as the administrator. A sequence of a column goes with its table.
        """
        DO $$ DECLARE change text; BEGIN
            FOR change IN SELECT format('ALTER TABLE %s OWNER TO voxgate', oid::regclass) FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relowner <> 'voxgate'::regrole LOOP
                EXECUTE change;
            END LOOP;
            FOR change IN SELECT format('ALTER SEQUENCE %s OWNER TO voxgate', oid::regclass) FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND relowner <> 'voxgate'::regrole LOOP
                EXECUTE change;
            END LOOP;
            FOR change IN SELECT format('ALTER ROUTINE %s OWNER TO voxgate', oid::regprocedure) FROM pg_proc
                    WHERE pronamespace = 'public'::regnamespace AND proowner <> 'voxgate'::regrole LOOP
                EXECUTE change;
            END LOOP;
        END $$"""
    };

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };

    private final Path rules;
    private final Path passwordFile;
    private final String administratorPassword;
    private final String servicePassword = random();

    private EmbeddedAccess(Path rules, Path passwordFile, String administratorPassword) {
        this.rules = rules;
        this.passwordFile = passwordFile;
        this.administratorPassword = administratorPassword;
    }

    /**
     * Before the server starts: the administrator's password, and rules by which it can be set when the server does not
     * know it.
     */
    static EmbeddedAccess prepare(Path home, Path data) throws IOException {
        Path passwordFile = home.resolve("database.password");
        Path rules = data.resolve("pg_hba.conf");
        if (!Files.exists(passwordFile)) {
            if (Files.exists(rules)) {
                write(rules, OPEN);
            }
            write(passwordFile, random());
        }
        return new EmbeddedAccess(
                rules, passwordFile, Files.readString(passwordFile).strip());
    }

    /**
     * As the server has started: everybody needs a password from here on, and who came before without one is sent away.
     */
    void close(String jdbcUrl) throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, ADMINISTRATOR, administratorPassword);
                Statement statement = connection.createStatement()) {
            PGConnection server = connection.unwrap(PGConnection.class);
            server.alterUserPassword(ADMINISTRATOR, administratorPassword.toCharArray(), "scram-sha-256");
            write(rules, RULES);
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
            for (String sql : OWNERSHIP) {
                statement.execute(sql);
            }
            server.alterUserPassword(SERVICE, servicePassword.toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            throw new IOException("its users cannot be set up: " + e.getMessage(), e);
        }
    }

    Path passwordFile() {
        return passwordFile;
    }

    String administratorPassword() {
        return administratorPassword;
    }

    String servicePassword() {
        return servicePassword;
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView(PosixFileAttributeView.class);
        Path fresh = Files.createTempFile(
                file.getParent(), file.getFileName().toString(), ".new", posix ? OWNER_ONLY : NO_ATTRIBUTES);
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
