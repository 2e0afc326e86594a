package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.voxgate.testkit.MigratedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which errors of the database mean that nothing was done and the same may be tried again. */
class DatabaseFailureTest {
    private static MigratedDatabase postgres;
    private static AgroalDataSource source;

    private final Database database = new Database(source, List.of(), () -> Actor.VOXGATE);

    @BeforeAll
    static void open() throws Exception {
        postgres = MigratedDatabase.create();
        source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(20)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(postgres.url())
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword("postgres")))));
    }

    @AfterAll
    static void close() {
        source.close();
        postgres.close();
    }

    private static void administer(String sql) {
        try (Connection owner = postgres.source().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int sessions(int process) {
        try (Connection owner = postgres.source().getConnection();
                Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE pid = " + process)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean works() {
        return database.system(tx -> tx.one("SELECT 1", row -> true)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08004", "08006", "08007", "25006", "25P02", "25P03", "25P04", "40001",
                "40P01", "53000", "53100", "53200", "53300", "53400", "55P03", "57000", "57014", "57P01", "57P02",
                "57P03", "57P05", "58000", "58030"
            })
    void itIsOutOfReach(String state) {
        assertThat(SqlFailures.of(new SQLException("x", state))).isInstanceOf(DatabaseUnavailable.class);
    }

    @Test
    void withoutAStateItIsOutOfReach() {
        assertThat(SqlFailures.of(new SQLException("x"))).isInstanceOf(DatabaseUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "23502", "23514", "25001", "42601", "42501", "42P01", "XX000"})
    void itIsAFaultOfOurs(String state) {
        assertThat(SqlFailures.of(new SQLException("x", state)))
                .isNotInstanceOf(DatabaseUnavailable.class)
                .isInstanceOf(IllegalStateException.class);
    }

    /** The process stood still in the midst of a transaction, and the database has ended it. */
    @Test
    void aTransactionThatStoodStillIsNoFaultOfOurs() {
        assertThatThrownBy(() -> database.system(tx -> {
                    int process = tx.one(
                                    "SELECT pg_backend_pid(), set_config('idle_in_transaction_session_timeout', '50ms', true)",
                                    row -> row.getInt(1))
                            .orElseThrow();
                    await().atMost(Duration.ofSeconds(20)).until(() -> sessions(process) == 0);
                    return tx.one("SELECT 1", row -> true);
                }))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessage("Voxgate cannot reach its database.");
        assertThat(works()).isTrue();
    }

    @Test
    void aTransactionThatAnAdministratorEndedIsNoFaultOfOurs() {
        assertThatThrownBy(() -> database.system(tx -> {
                    int process = tx.one("SELECT pg_backend_pid()", row -> row.getInt(1))
                            .orElseThrow();
                    administer("SELECT pg_terminate_backend(" + process + ")");
                    await().atMost(Duration.ofSeconds(20)).until(() -> sessions(process) == 0);
                    return tx.one("SELECT 1", row -> true);
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(works()).isTrue();
    }

    @Test
    void aDatabaseThatHasBecomeAStandbyIsNoFaultOfOurs() {
        assertThatThrownBy(() -> database.system(tx -> {
                    tx.one("SELECT set_config('transaction_read_only', 'on', true)", row -> true);
                    return tx.update("CREATE TABLE x ()");
                }))
                .isInstanceOf(DatabaseUnavailable.class);
    }

    /** The first failure was caught, and the transaction went on: it cannot. */
    @Test
    void whatFollowsAFailedStatementIsNoFaultOfOurs() {
        assertThatThrownBy(() -> database.system(tx -> {
                    assertThatThrownBy(() -> tx.one("SELECT 1 / 0", row -> true))
                            .isInstanceOf(IllegalStateException.class);
                    return tx.one("SELECT 1", row -> true);
                }))
                .isInstanceOf(DatabaseUnavailable.class);
    }

    /** Others that were open at the same time may lead nowhere, too. */
    @Test
    void oneLostConnectionReplacesAll() {
        int before = database.system(tx -> tx.one("SELECT pg_backend_pid()", row -> row.getInt(1)))
                .orElseThrow();
        database.system(outer -> database.system(inner -> inner.one("SELECT 1", row -> true)));
        assertThatThrownBy(() -> database.system(tx -> {
                    throw new DatabaseUnavailable(
                            new SQLException("An I/O error occurred while sending to the backend.", "08006"));
                }))
                .isInstanceOf(DatabaseUnavailable.class);

        await().atMost(Duration.ofSeconds(10)).until(() -> sessions(before) == 0);
        assertThat(database.system(tx -> tx.one("SELECT pg_backend_pid()", row -> row.getInt(1)))
                        .orElseThrow())
                .isNotEqualTo(before);
    }
}
