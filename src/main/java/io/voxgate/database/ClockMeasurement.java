package io.voxgate.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.voxgate.limits.Limit;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Asks the database what time it is there, before any work begins and then every few seconds. */
@ApplicationScoped
public class ClockMeasurement {
    private static final Logger LOG = Logger.getLogger(ClockMeasurement.class);
    private static final int QUESTIONS = 3;
    private static final int FIRST_TRIES = 5;

    private final DataSource source;
    private final DatabaseClock clock;

    public ClockMeasurement(DataSource source, DatabaseClock clock, MeterRegistry meters) {
        this.source = source;
        this.clock = clock;
        Gauge.builder(
                        "voxgate.clock.difference",
                        clock,
                        known -> known.difference().toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("How far this machine's clock is ahead of the database's")
                .register(meters);
    }

    /** Before the others begin their work, which is judged by this clock. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        for (int tries = 0; tries < FIRST_TRIES && !measure(); tries++) {
            LOG.debugf("The database's clock could not be measured: try=%d", tries + 1);
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void again() {
        measure();
    }

    /**
     * A process that has just begun does nothing before it knows the database's time: a start that is stamped with a
     * wrong time looks as if it had been sent just now, and would be sent again.
     *
     * @throws DatabaseUnavailable when it cannot be measured now
     */
    void require() {
        if (!clock.isMeasured() && !measure()) {
            throw new DatabaseUnavailable(new SQLException("The database's clock cannot be measured."));
        }
    }

    /**
     * @return whether the clock is known by it; while the database does not answer, what was measured before goes on to
     *     count
     */
    private boolean measure() {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                List<DatabaseClock.Measurement> measurements = new ArrayList<>();
                for (int i = 0; i < QUESTIONS; i++) {
                    measurements.add(ask(statement));
                }
                return clock.adopt(measurements);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.debugf("The database's clock cannot be measured: cause=%s", e.getMessage());
            return false;
        }
    }

    private DatabaseClock.Measurement ask(Statement statement) throws SQLException {
        long asked = clock.nanoTime();
        try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            long answered = clock.nanoTime();
            row.next();
            return new DatabaseClock.Measurement(
                    asked, row.getObject(1, OffsetDateTime.class).toInstant(), answered);
        }
    }

    /** What is wrong when this machine's clock and the database's differ by too much; empty: nothing. */
    public Optional<String> fault() {
        Duration difference = clock.difference();
        if (difference.abs().toMillis() <= Limit.CLOCK_DIFFERENCE.max()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "This machine's clock is %.1f s %s the database's; at most %d s are allowed. "
                        + "Let a time service (NTP) set the clocks of both machines.",
                difference.abs().toMillis() / 1000.0,
                difference.isNegative() ? "behind" : "ahead of",
                Limit.CLOCK_DIFFERENCE.max() / 1000));
    }
}
