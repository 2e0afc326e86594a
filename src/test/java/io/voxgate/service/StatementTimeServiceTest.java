package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.database.Database;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a statement, a lock and a silent database may hold up whoever asks. */
@ServiceTest
class StatementTimeServiceTest {
    @Inject
    Database database;

    @ConfigProperty(name = "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", defaultValue = "0")
    int socketSeconds;

    private String shown(String setting) {
        return database.system(tx -> tx.one(
                        "SELECT setting || coalesce(unit, '') FROM pg_settings WHERE name = ?",
                        row -> row.getString(1),
                        setting))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "statement_timeout,10000ms",
        "lock_timeout,5000ms",
        "work_mem,8192kB",
        "idle_in_transaction_session_timeout,10000ms",
        "tcp_user_timeout,20000ms"
    })
    void everyPooledConnectionIsBounded(String setting, String value) {
        assertThat(shown(setting)).isEqualTo(value);
    }

    /** Whoever waits for an answer that never comes must learn it, but not before the database itself has given up. */
    @Test
    void databaseThatSaysNothingIsGivenUp() {
        assertThat(Duration.ofSeconds(socketSeconds)).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(60));
    }

    @Test
    void statementThatTakesTooLongIsNoFaultOfOurs() {
        assertThatThrownBy(() -> database.system(tx ->
                        slowly(tx, "SELECT set_config('statement_timeout', '20ms', true)", "SELECT pg_sleep(30)")))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("10 s");
    }

    @Test
    void lockThatIsNotGivenUpIsNoFaultOfOurs() {
        assertThatThrownBy(() -> database.system(holder -> {
                    holder.serialise("a thing");
                    return database.system(waiter -> slowly(
                            waiter,
                            "SELECT set_config('lock_timeout', '20ms', true)",
                            "SELECT pg_advisory_xact_lock(hashtextextended('a thing', 0))"));
                }))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("5 s");
    }

    private static List<Boolean> slowly(Transaction tx, String setting, String sql) {
        tx.list(setting, row -> true);
        return tx.list(sql, row -> true);
    }
}
