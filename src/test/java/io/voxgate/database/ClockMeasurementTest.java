package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.testkit.MigratedDatabase;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A process that began while the database could not be reached used its machine's clock until the next measurement: 30
 * s ahead, it sent a start twice. Found by chaos, seed 20261202.
 */
class ClockMeasurementTest {
    @Test
    void nothingIsDoneBeforeTheDatabasesTimeIsKnown() throws Exception {
        try (MigratedDatabase postgres = MigratedDatabase.create()) {
            AtomicBoolean away = new AtomicBoolean(true);
            Database database = database(postgres.source(), away);
            AtomicBoolean done = new AtomicBoolean();

            assertThatThrownBy(() -> database.system(_ -> done.getAndSet(true)))
                    .isInstanceOfSatisfying(
                            DatabaseUnavailable.class,
                            failure -> assertThat(failure.mayBeDone()).isFalse());
            assertThat(done).isFalse();

            away.set(false);
            assertThat(database.<Boolean>system(_ -> true)).isTrue();

            away.set(true);
            assertThat(database.<Boolean>system(_ -> true))
                    .as("what was measured once goes on to count")
                    .isTrue();
        }
    }

    /** @param away whether the database's time cannot be asked for, while all else can */
    private static Database database(DataSource source, AtomicBoolean away) {
        DataSource asked = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLException("The database is away.", "08001");
                    }
                    return method.invoke(source, arguments);
                });
        return new Database(
                new ConnectionLimiter(source, 20),
                List.of(),
                () -> Actor.VOXGATE,
                new ClockMeasurement(asked, new DatabaseClock(), new SimpleMeterRegistry()));
    }
}
