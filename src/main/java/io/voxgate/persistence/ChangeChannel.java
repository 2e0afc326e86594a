package io.voxgate.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A connection that listens for changes. Not one of the pool's: it stays open, does nothing else, and gives up after two seconds of silence. */
final class ChangeChannel implements AutoCloseable {
    private static final String PATIENCE_SECONDS = "2";

    private final Connection connection;
    private final PGConnection notices;

    private ChangeChannel(Connection connection) throws SQLException {
        this.connection = connection;
        this.notices = connection.unwrap(PGConnection.class);
    }

    /** Opens them. */
    @ApplicationScoped
    static class Opener {
        private final String url;
        private final Properties login = new Properties();

        Opener(
                @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
                @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
                @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
            this.url = url;
            user.ifPresent(name -> login.setProperty("user", name));
            password.ifPresent(text -> login.setProperty("password", text));
            login.setProperty("ApplicationName", "voxgate-changes");
            login.setProperty("connectTimeout", PATIENCE_SECONDS);
            login.setProperty("loginTimeout", PATIENCE_SECONDS);
            login.setProperty("socketTimeout", PATIENCE_SECONDS);
            login.setProperty("tcpKeepAlive", "true");
        }

        /** @throws SQLException when it cannot be opened, or what is said on the channel does not arrive on it */
        ChangeChannel open() throws SQLException {
            Connection connection = DriverManager.getConnection(url, login);
            try {
                ChangeChannel channel = new ChangeChannel(connection);
                channel.run("SET ROLE voxgate_tenant");
                channel.run("LISTEN " + Change.CHANNEL);
                channel.hearYourself();
                return channel;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
    }

    /** A pooler that shares connections takes LISTEN without an error, and nothing is ever heard. */
    private void hearYourself() throws SQLException {
        run("SELECT pg_notify('" + Change.CHANNEL + "', 'hello')");
        int self = notices.getBackendPID();
        PGNotification[] heard = notices.getNotifications();
        if (heard == null || Arrays.stream(heard).noneMatch(notice -> notice.getPID() == self)) {
            throw new SQLException("NOTIFY does not come back; VOXGATE_DATABASE_URL must lead to PostgreSQL itself or a pooler in session mode");
        }
    }

    /** What is said within this time: as soon as there is something, or nothing. */
    Set<Change> await(Duration most) throws SQLException {
        return changes(notices.getNotifications((int) Math.max(1, most.toMillis())));
    }

    /** Asks the server for a sign of life. What was committed before comes before its answer. */
    Set<Change> beat() throws SQLException {
        run("SELECT 1");
        return changes(notices.getNotifications());
    }

    private static Set<Change> changes(PGNotification[] heard) {
        Set<Change> changes = new LinkedHashSet<>();
        Optional.ofNullable(heard).stream().flatMap(Arrays::stream).map(PGNotification::getParameter).map(Change::parse).flatMap(Optional::stream).forEach(changes::add);
        return changes;
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
