package io.voxgate.worker;

import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.worker.WorkLeases.Lease;
import io.voxgate.worker.WorkLeases.LeaseClaim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Rows in memory that are due, with a clock that stands still; each is claimed once. */
final class TestRows implements WorkSource<String> {
    private final Queue<String> due = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));

    final List<Integer> asked = new CopyOnWriteArrayList<>();
    final List<String> begun = new CopyOnWriteArrayList<>();
    final List<String> done = new CopyOnWriteArrayList<>();
    final List<String> failed = new CopyOnWriteArrayList<>();
    final List<String> renewed = new CopyOnWriteArrayList<>();
    final List<Throwable> claimFailures = new CopyOnWriteArrayList<>();
    volatile Consumer<String> work = _ -> {};
    volatile Runnable beforeClaim = () -> {};
    volatile Runnable afterClaim = () -> {};
    volatile String unreadable = "";
    volatile boolean greedy;

    void add(String row) {
        due.add(row);
    }

    void forward(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    @Override
    public List<String> claim(LeaseClaim claim, Free free) {
        beforeClaim.run();
        asked.add(free.permits());
        List<String> claimed = new ArrayList<>();
        for (int i = 0; (greedy || i < free.permits()) && !due.isEmpty(); i++) {
            claimed.add(due.remove());
        }
        afterClaim.run();
        return claimed;
    }

    @Override
    public void renew(List<Lease<String>> leases, Instant until) {
        leases.forEach(lease -> renewed.add(lease.work()));
    }

    @Override
    public PermitHolder holder(String row) {
        if (row.equals(unreadable)) {
            throw new IllegalStateException("a row without a tenant");
        }
        return new PermitHolder("acme", "");
    }

    @Override
    public void work(String row) {
        begun.add(row);
        work.accept(row);
        done.add(row);
    }

    @Override
    public boolean othersMayWaitFor(String row) {
        return false;
    }

    @Override
    public void claimFailed(Throwable cause) {
        claimFailures.add(cause);
    }

    @Override
    public void workFailed(String row, Throwable cause) {
        failed.add(row);
    }
}
