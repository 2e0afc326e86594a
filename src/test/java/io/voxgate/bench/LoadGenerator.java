package io.voxgate.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Sends a load to a port of this machine. */
final class LoadGenerator {
    /** An open loop that the service cannot keep up with ends, so long after the time in which all of it was due. */
    private static final long GRACE = Duration.ofSeconds(20).toNanos();

    private final int port;
    private final AtomicInteger next = new AtomicInteger();
    private final long gap;
    private final long began = System.nanoTime();
    private final long end;
    private final LoadWork work;

    private LoadGenerator(int port, long gap, Duration time, LoadWork work) {
        this.port = port;
        this.gap = gap;
        this.end = began + time.toNanos();
        this.work = work;
    }

    /** A closed loop: each connection sends its next request when the one before is answered. */
    static LoadResult closed(int port, int connections, Duration time, LoadWork work) {
        return new LoadGenerator(port, 0, time, work).run(connections);
    }

    /**
     * An open loop: requests are due at a steady rate whatever becomes of those before, and each one's time counts from
     * when it was due, so that waiting is seen.
     */
    static LoadResult open(int port, int connections, double perSecond, Duration time, LoadWork work) {
        return new LoadGenerator(port, Math.max(1, Math.round(1e9 / perSecond)), time, work).run(connections);
    }

    private LoadResult run(int connections) {
        List<Callable<WorkerTally>> workers = IntStream.range(0, connections)
                .<Callable<WorkerTally>>mapToObj(_ -> this::worker)
                .toList();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<WorkerTally> tallies = new ArrayList<>();
            for (Future<WorkerTally> tally : threads.invokeAll(workers)) {
                tallies.add(tally.get());
            }
            return result(tallies);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A load broke off", e);
        }
    }

    private LoadResult result(List<WorkerTally> tallies) {
        Map<Integer, Long> errors = new HashMap<>();
        tallies.forEach(tally -> tally.errors.forEach((status, count) -> errors.merge(status, count, Long::sum)));
        long last = tallies.stream().mapToLong(tally -> tally.last).max().orElse(began);
        return new LoadResult(
                Duration.ofNanos(Math.max(1, last - began)),
                Latencies.merged(tallies.stream().map(WorkerTally::latencies).toList()),
                errors);
    }

    private WorkerTally worker() {
        WorkerTally tally = new WorkerTally();
        try (LoadConnection connection = new LoadConnection(port)) {
            for (int number = next.getAndIncrement(); ; number = next.getAndIncrement()) {
                byte[] request = work.request(number);
                long due = gap == 0 ? System.nanoTime() : began + number * gap;
                if (due >= end || System.nanoTime() >= end + GRACE) {
                    return tally;
                }
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                LoadAnswer answer = connection.exchange(request);
                tally.add(System.nanoTime() - due, answer.status(), work.accept(number, answer));
            }
        }
    }

    /** One connection's part. */
    private static final class WorkerTally {
        private final Map<Integer, Long> errors = new HashMap<>();
        private long[] nanos = new long[1024];
        private int count;
        private long last;

        private void add(long took, int status, boolean good) {
            last = System.nanoTime();
            if (!good) {
                errors.merge(status, 1L, Long::sum);
                return;
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = took;
        }

        private Latencies latencies() {
            return Latencies.of(Arrays.copyOf(nanos, count));
        }
    }
}
