package io.voxgate.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stage and its clock that move only when told. */
public final class ManualScheduler extends Clock implements ScriptScheduler {
    private record Planned(Instant at, long number, Runnable action) {}

    private final List<Planned> planned = new ArrayList<>();
    private Instant now;
    private long number;

    public ManualScheduler(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized ScheduledTask after(Duration wait, Runnable action) {
        Planned plan = new Planned(now.plus(wait), number++, action);
        planned.add(plan);
        return () -> planned.remove(plan);
    }

    /** Lets time pass; what was planned happens on the way, in order. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        for (Planned next = next(end); next != null; next = next(end)) {
            now = next.at();
            next.action().run();
        }
        now = end;
    }

    /** Moves the clock alone. */
    public void set(Instant time) {
        now = time;
    }

    private synchronized Planned next(Instant end) {
        Planned first = planned.stream()
                .filter(plan -> !plan.at().isAfter(end))
                .min(Comparator.comparing(Planned::at).thenComparing(Planned::number))
                .orElse(null);
        planned.remove(first);
        return first;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
