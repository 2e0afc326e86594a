package io.voxgate.testkit;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * An empty database of one test class with the product's tables, in one PostgreSQL for all classes of a process: to
 * copy a migrated database is much cheaper than to start a server and migrate. Roles belong to the whole server: a test
 * that changes those needs its own.
 */
public final class MigratedDatabase implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String USER = "postgres";

    private final String name;

    private MigratedDatabase(String name) {
        this.name = name;
    }

    /** The server; it ends with the process. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C")
                        .start();
                Flyway.configure()
                        .dataSource(started.getTemplateDatabase())
                        .load()
                        .migrate();
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static MigratedDatabase create() {
        String name = "copy" + DATABASES.incrementAndGet();
        administer("CREATE DATABASE " + name + " TEMPLATE template1");
        return new MigratedDatabase(name);
    }

    private static void administer(String sql) {
        try (Connection administrator = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public String url() {
        return Server.POSTGRES.getJdbcUrl(USER, name);
    }

    /** A new connection each time, as the superuser. */
    public DataSource source() {
        return Server.POSTGRES.getDatabase(USER, name);
    }

    /** A pool of connections as the superuser. */
    public AgroalDataSource pool(int size) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(size)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url())
                                .principal(new NamePrincipal(USER))
                                .credential(new SimplePassword(USER)))));
    }

    /** The database goes, also when a connection to it was left open. */
    @Override
    public void close() {
        administer("DROP DATABASE " + name + " WITH (FORCE)");
    }
}
