package io.voxgate.session.store;

import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.tenant.SessionQuotaCache;
import io.voxgate.tenant.SessionQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator allows a tenant, asked in the transaction that stores a start: starts of a tenant that is limited are
 * counted one after the other, on whatever replica, so that none comes in above it.
 */
@ApplicationScoped
public class StartQuotas {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long MINUTE_MS = MINUTE.toMillis();

    private static final int MOST_COUNTED = 100_000;

    /** Nobody knows when a conversation ends. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final SessionQuotaCache quotas;
    private final RunningSessions running;
    private final QuotaUseTable use;
    private final Database database;
    private final Clock clock;

    StartQuotas(
            SessionQuotaCache quotas, RunningSessions running, QuotaUseTable use, Database database, Clock clock) {
        this.quotas = quotas;
        this.running = running;
        this.use = use;
        this.database = database;
        this.clock = clock;
    }

    /**
     * One of the quotas.
     *
     * @param limit null: the tenant has none
     * @param resetsAt when it begins anew; null: as sessions end, or as time passes
     */
    public record QuotaUse(@Nullable Integer limit, long used, @Nullable Instant resetsAt) {}

    public record QuotaUses(
            QuotaUse runningSessions, QuotaUse startsPerMinute, QuotaUse minutesPerDay, QuotaUse minutesPerMonth) {}

    /**
     * @param createdAt of the session that is about to be stored
     * @throws Problem 429 when the tenant has, starts or talks as much as it may; 409 beyond what the installation allows
     */
    public void check(Transaction tx, Instant createdAt) {
        SessionQuotas allowed = quotas.of(tx);
        if (allowed.equals(SessionQuotas.NONE)) {
            running.room(tx);
            return;
        }
        tx.serialise("quota", "session", tx.tenantId());
        concurrency(tx, allowed.runningSessions());
        rate(tx, allowed.startsPerMinute(), createdAt);
        Instant now = clock.instant();
        minutes(tx, new Minutes("day", allowed.minutesPerDay(), day(now), nextDay(now)), now);
        minutes(tx, new Minutes("month", allowed.minutesPerMonth(), month(now), nextMonth(now)), now);
        running.room(tx);
    }

    private void concurrency(Transaction tx, @Nullable Integer most) {
        if (most != null && use.running(tx, most) >= most) {
            throw over(
                    ProblemCode.CONCURRENCY_QUOTA_EXCEEDED,
                    "runningSessions",
                    most,
                    "The tenant may have " + most + " sessions at once, and has them. Stop some, or wait until they have ended.",
                    AGAIN);
        }
    }

    /** Starts are counted by when they were created, which is a moment before they are stored. */
    private void rate(Transaction tx, @Nullable Integer most, Instant createdAt) {
        if (most == null) {
            return;
        }
        List<Instant> starts = use.starts(tx, createdAt.minus(MINUTE), most);
        if (starts.size() >= most) {
            throw over(
                    ProblemCode.RATE_QUOTA_EXCEEDED,
                    "startsPerMinute",
                    most,
                    "The tenant may start " + most + " sessions in a minute, and did.",
                    Duration.between(clock.instant(), starts.getLast().plus(MINUTE)));
        }
    }

    /** A quota of minutes, of a day or of a month. */
    private record Minutes(String period, @Nullable Integer most, Instant from, Instant until) {}

    private void minutes(Transaction tx, Minutes minutes, Instant now) {
        Integer most = minutes.most();
        if (most != null && use.talkedMs(tx, minutes.from(), now) >= most * MINUTE_MS) {
            throw over(
                    ProblemCode.MINUTES_QUOTA_EXCEEDED,
                    "minutesPer" + (minutes.period().equals("day") ? "Day" : "Month"),
                    most,
                    "The tenant may talk for " + most + " minutes in a " + minutes.period() + " (UTC), and did.",
                    Duration.between(now, minutes.until()));
        }
    }

    private static Problem over(ProblemCode code, String name, int most, String detail, Duration again) {
        return Problem.of(code, detail + " Nothing was stored.")
                .with("quota", Map.of("name", name, "max", most))
                .with("retryAfterMs", Math.max(1, again.toMillis()))
                .mayRetry();
    }

    /** How much is used as things are. */
    public QuotaUses uses(String tenantId) {
        return database.tenant(tenantId, tx -> {
            SessionQuotas allowed = quotas.of(tx);
            Instant now = clock.instant();
            int installation = Limit.RUNNING_SESSIONS_PER_TENANT.count();
            Integer startsAllowed = allowed.startsPerMinute();
            Integer runningAllowed = allowed.runningSessions();
            return new QuotaUses(
                    new QuotaUse(
                            runningAllowed == null ? installation : runningAllowed, use.running(tx, installation), null),
                    new QuotaUse(startsAllowed, use.starts(tx, now.minus(MINUTE), MOST_COUNTED).size(), null),
                    new QuotaUse(
                            allowed.minutesPerDay(), use.talkedMs(tx, day(now), now) / MINUTE_MS, nextDay(now)),
                    new QuotaUse(
                            allowed.minutesPerMonth(),
                            use.talkedMs(tx, month(now), now) / MINUTE_MS,
                            nextMonth(now)));
        });
    }

    private static Instant day(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS);
    }

    private static Instant nextDay(Instant now) {
        return day(now).plus(1, ChronoUnit.DAYS);
    }

    private static OffsetDateTime monthBegin(Instant now) {
        return day(now).atOffset(ZoneOffset.UTC).withDayOfMonth(1);
    }

    private static Instant month(Instant now) {
        return monthBegin(now).toInstant();
    }

    private static Instant nextMonth(Instant now) {
        return monthBegin(now).plusMonths(1).toInstant();
    }
}
