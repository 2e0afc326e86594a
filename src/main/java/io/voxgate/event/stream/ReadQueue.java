package io.voxgate.event.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Reads for streams, one page each, a few at once and the tenants in turn: so that streams never take all connections
 * to the database, and a tenant with many streams, or with one that reads from long ago, delays only its own.
 */
final class ReadQueue {
    private final int all;
    private final int perTenant;
    private final Executor executor;
    private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int runningInAll;

    ReadQueue(int all, int perTenant, Executor executor) {
        this.all = all;
        this.perTenant = perTenant;
        this.executor = executor;
    }

    void add(String tenantId, Runnable page) {
        synchronized (this) {
            waiting.computeIfAbsent(tenantId, _ -> new ArrayDeque<>()).add(page);
        }
        begin();
    }

    private void begin() {
        for (Optional<ReaderTurn> turn = next(); turn.isPresent(); turn = next()) {
            ReaderTurn now = turn.get();
            executor.execute(() -> run(now));
        }
    }

    private void run(ReaderTurn turn) {
        try {
            turn.page().run();
        } finally {
            over(turn.tenantId());
            begin();
        }
    }

    private record ReaderTurn(String tenantId, Runnable page) {}

    /** The next page of the tenant whose turn it is; it goes to the end of the queue then. */
    private synchronized Optional<ReaderTurn> next() {
        if (runningInAll >= all) {
            return Optional.empty();
        }
        for (Iterator<Map.Entry<String, Queue<Runnable>>> line =
                        waiting.entrySet().iterator();
                line.hasNext(); ) {
            Map.Entry<String, Queue<Runnable>> first = line.next();
            String tenantId = first.getKey();
            if (running.getOrDefault(tenantId, 0) < perTenant) {
                Queue<Runnable> pages = first.getValue();
                Runnable page = pages.remove();
                line.remove();
                if (!pages.isEmpty()) {
                    waiting.put(tenantId, pages);
                }
                running.merge(tenantId, 1, Integer::sum);
                runningInAll++;
                return Optional.of(new ReaderTurn(tenantId, page));
            }
        }
        return Optional.empty();
    }

    private synchronized void over(String tenantId) {
        running.computeIfPresent(tenantId, (_, count) -> count == 1 ? null : count - 1);
        runningInAll--;
    }
}
