package io.voxgate.database;

import io.voxgate.limits.Limit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The database's time. It is the only one that judges: when work is due, when a lease ends, until when a start may
 * still be on its way, what a signature says. Replicas whose machines' clocks differ still agree.
 *
 * <p>Asking for the time asks no server: it is the monotonic time of this process plus an offset, which
 * {@link ClockMeasurement} measures. So a step of the machine's clock changes nothing, nor does a process that stood
 * still. A measurement that took long, because the process or the database stood still meanwhile, says little about the
 * offset and is not trusted. Before the first measurement this is the machine's clock, and {@link Database} does no
 * work.
 *
 * <p>The machine's clock still decides what is not ours to decide: whether a TLS certificate or a token of the OIDC
 * issuer is valid, and the times in the log and in the header {@code Date}.
 */
@Singleton
public final class DatabaseClock extends Clock {
    private final LongSupplier nanoTime;
    private final Clock machine;
    private volatile Optional<Anchor> anchor = Optional.empty();
    private volatile boolean measured;

    @Inject
    public DatabaseClock() {
        this(System::nanoTime, Clock.systemUTC());
    }

    DatabaseClock(LongSupplier nanoTime, Clock machine) {
        this.nanoTime = nanoTime;
        this.machine = machine;
    }

    /** What time it was in the database at a moment of the monotonic time. */
    private record Anchor(long nanos, Instant time) {
        Instant at(long moment) {
            return time.plusNanos(moment - nanos);
        }
    }

    /**
     * One answer of the database.
     *
     * @param asked the monotonic time before the question
     * @param time what the database answered
     * @param answered the monotonic time after the answer
     */
    record Measurement(long asked, Instant time, long answered) {
        Duration roundTrip() {
            return Duration.ofNanos(answered - asked);
        }

        /**
         * The database's time was read somewhere between question and answer: in the middle, half of the round trip
         * more or less.
         */
        private Anchor anchor() {
            return new Anchor(asked + uncertainty().toNanos(), time);
        }

        private Duration uncertainty() {
            return roundTrip().dividedBy(2);
        }
    }

    /**
     * Takes the offset from the answer that came fastest. What agrees with the offset that is known, as exactly as it
     * was measured, leaves it as it is, so that times do not jump back and forth. Where none is known, also a slow
     * answer says more than the machine's clock.
     *
     * @return whether the fastest was fast enough to be trusted
     */
    boolean adopt(List<Measurement> measurements) {
        Optional<Measurement> fastest = measurements.stream().min(Comparator.comparing(Measurement::roundTrip));
        Optional<Measurement> best =
                fastest.filter(measurement -> measurement.roundTrip().toMillis() <= Limit.CLOCK_ROUND_TRIP.max());
        best.or(() -> anchor.isPresent() ? Optional.empty() : fastest)
                .filter(measurement -> !agrees(measurement))
                .ifPresent(measurement -> anchor = Optional.of(measurement.anchor()));
        measured |= best.isPresent();
        return best.isPresent();
    }

    /** Whether an answer that can be trusted has ever come: before that, times may be wrong by any amount. */
    boolean isMeasured() {
        return measured;
    }

    private boolean agrees(Measurement measurement) {
        Anchor measured = measurement.anchor();
        return anchor.map(known -> Duration.between(measured.time(), known.at(measured.nanos()))
                        .abs())
                .filter(difference -> difference.compareTo(measurement.uncertainty()) <= 0)
                .isPresent();
    }

    /** The monotonic time that measurements are taken with. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * How far the machine's clock is ahead of the database's; negative when it is behind, zero when that is not known
     * yet.
     */
    Duration difference() {
        return anchor.map(known -> Duration.between(known.at(nanoTime()), machine.instant()))
                .orElse(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return anchor.map(known -> known.at(nanoTime())).orElseGet(machine::instant);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** A caller that needs another time zone converts the instant. */
    @Override
    public Clock withZone(ZoneId zone) {
        if (!zone.equals(getZone())) {
            throw new UnsupportedOperationException(
                    "The database's clock is in UTC; convert its instants to " + zone + ".");
        }
        return this;
    }
}
