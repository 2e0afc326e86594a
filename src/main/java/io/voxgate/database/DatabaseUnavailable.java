package io.voxgate.database;

import io.voxgate.limits.Limit;
import io.voxgate.worker.TemporaryFailure;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** The database cannot be reached, broke off, or did not get done in time. The same request may be sent again. */
public class DatabaseUnavailable extends RuntimeException implements TemporaryFailure {
    private static final long serialVersionUID = 1L;
    private static final String CANCELLED = "57014";
    private static final String LOCKED = "55P03";

    private final SQLException broken;
    private final transient Optional<Limit> limit;
    private boolean mayBeDone;

    DatabaseUnavailable(SQLException cause) {
        super(sentence(cause), cause);
        broken = cause;
        limit = limit(cause);
    }

    /** What the driver said, for the log; never part of an answer. */
    public String reason() {
        return Objects.requireNonNullElse(broken.getMessage(), broken.getClass().getSimpleName());
    }

    /** The driver's failure itself. */
    SQLException broken() {
        return broken;
    }

    /** The limit of time that a statement ran into; empty: the database cannot be reached. */
    public Optional<Limit> limit() {
        return limit;
    }

    /** The same, when it happened while the transaction was committed. */
    DatabaseUnavailable whileCommitting() {
        mayBeDone = limit.isEmpty();
        return this;
    }

    /** Whether the work may have been done nevertheless: the connection broke before the database could say so. */
    public boolean mayBeDone() {
        return mayBeDone;
    }

    private static Optional<Limit> limit(SQLException cause) {
        return switch (Optional.ofNullable(cause.getSQLState()).orElse("")) {
            case CANCELLED -> Optional.of(Limit.STATEMENT_TIME);
            case LOCKED -> Optional.of(Limit.LOCK_TIME);
            default -> Optional.empty();
        };
    }

    private static String sentence(SQLException cause) {
        Optional<Limit> limit = limit(cause);
        if (limit.isEmpty()) {
            return "Voxgate cannot reach its database.";
        }
        long seconds = limit.get().max() / 1000;
        return limit.get() == Limit.LOCK_TIME
                ? "Another request held what this one needs for more than " + seconds + " s."
                : "The database needed more than " + seconds + " s for this; narrow down what you ask for.";
    }
}
