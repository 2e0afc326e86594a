package io.voxgate.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A connection that listens. Not one of the pool's: it stays open, does nothing else, and gives up after two seconds of
 * silence.
 */
public final class ListenConnection implements AutoCloseable {
    private static final List<String> CHANNELS = List.of(RowChange.CHANNEL, RowChange.DELIVERIES);
    private static final String TIMEOUT_SECONDS = "2";

    private final Connection connection;
    private final PGConnection notices;

    private ListenConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.notices = connection.unwrap(PGConnection.class);
    }

    /** Opens them. */
    @ApplicationScoped
    public static class Opener {
        private final String url;
        private final Properties login = new Properties();

        /**
         * The parameters are Quarkus' own settings, not those of {@code io.voxgate.config}: it connects as the pool
         * does.
         */
        public Opener(
                @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
                @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
                @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
            this.url = url;
            user.ifPresent(name -> login.setProperty("user", name));
            password.ifPresent(text -> login.setProperty("password", text));
            login.setProperty("ApplicationName", "voxgate-changes");
            login.setProperty("connectTimeout", TIMEOUT_SECONDS);
            login.setProperty("loginTimeout", TIMEOUT_SECONDS);
            login.setProperty("socketTimeout", TIMEOUT_SECONDS);
            login.setProperty("tcpKeepAlive", "true");
        }

        /** @throws SQLException when it cannot be opened, or what is said on the channel does not arrive on it */
        ListenConnection open() throws SQLException {
            Connection connection = DriverManager.getConnection(url, login);
            try {
                ListenConnection channel = new ListenConnection(connection);
                channel.run("SET ROLE voxgate_tenant");
                for (String name : CHANNELS) {
                    channel.run("LISTEN " + name);
                }
                channel.checkOwnNotification();
                return channel;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
    }

    /** A pooler that shares connections takes LISTEN without an error, and nothing is ever received. */
    private void checkOwnNotification() throws SQLException {
        run("SELECT pg_notify('" + RowChange.CHANNEL + "', 'hello')");
        int self = notices.getBackendPID();
        PGNotification[] received = notices.getNotifications();
        if (received == null || Arrays.stream(received).noneMatch(notice -> notice.getPID() == self)) {
            throw new SQLException(
                    "NOTIFY does not come back; VOXGATE_DATABASE_URL must lead to PostgreSQL itself or a pooler in session mode");
        }
    }

    /**
     * What was said.
     *
     * @param others the other channels on which something was said
     */
    record ReceivedChanges(Set<RowChange> changes, Set<String> others) {
        static ReceivedChanges of(PGNotification[] received) {
            Set<RowChange> changes = new LinkedHashSet<>();
            Set<String> others = new LinkedHashSet<>();
            for (PGNotification notice : Optional.ofNullable(received).orElse(new PGNotification[0])) {
                if (notice.getName().equals(RowChange.CHANNEL)) {
                    RowChange.parse(notice.getParameter()).ifPresent(changes::add);
                } else {
                    others.add(notice.getName());
                }
            }
            return new ReceivedChanges(changes, others);
        }
    }

    /** What is said within this time: as soon as there is something, or nothing. */
    ReceivedChanges await(Duration most) throws SQLException {
        return ReceivedChanges.of(notices.getNotifications((int) Math.max(1, most.toMillis())));
    }

    /** Asks the server for a sign of life. What was committed before comes before its answer. */
    ReceivedChanges heartbeat() throws SQLException {
        run("SELECT 1");
        return ReceivedChanges.of(notices.getNotifications());
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
