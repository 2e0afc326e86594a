package io.voxgate.event.stream;

import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.Snapshot;
import io.voxgate.event.stream.EventStreamQueries.CommittedEvents;
import io.voxgate.event.stream.EventStreamQueries.Fresh;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one reader behind all streams: reads what was committed since it read last, and hands it out. A session's stream
 * gets its events at once; a tenant's gets each when no earlier transaction is running any more, so that a late commit
 * never comes before one that was sent.
 */
final class EventTail {
    private static final int MOST = 5_000;
    private static final int MOST_HELD = 20_000;

    private final EventStreamQueries table;
    private final SubscriptionRegistry subscriptions;
    private final List<HeldBack> held = new ArrayList<>();
    private Optional<Snapshot> seen = Optional.empty();
    private long dropped;

    EventTail(EventStreamQueries table, SubscriptionRegistry subscriptions) {
        this.table = table;
        this.subscriptions = subscriptions;
    }

    private record HeldBack(String tenantId, StreamedEvent streamedEvent) {}

    /** No stream is open: the next read is the first again. */
    void reset() {
        seen = Optional.empty();
        held.clear();
        dropped = 0;
    }

    /**
     * A stream that came during a read may have missed what it found: it reads once more after the first one that knew
     * of it. What was found and could not be handed out, or could not be read, is in storage: the next read is the
     * first again, and every stream reads from its cursor.
     */
    void readNext() {
        List<EventStream> fresh = subscriptions.takeFresh();
        try {
            readCommitted();
        } catch (DatabaseUnavailable e) {
            subscriptions.putBack(fresh);
            throw e;
        } catch (RuntimeException | Error e) {
            subscriptions.putBack(fresh);
            reset();
            throw e;
        }
        fresh.forEach(EventStream::again);
    }

    private void readCommitted() {
        if (seen.isEmpty()) {
            seen = Optional.of(table.now());
            subscriptions.all().forEach(EventStream::again);
            return;
        }
        CommittedEvents committed = table.since(seen.get(), subscriptions.tenants(), MOST);
        seen = Optional.of(committed.now());
        if (committed.more()) {
            held.clear();
            subscriptions.all().forEach(EventStream::again);
            dropped = committed.now().xmax();
        } else {
            publish(committed.events());
        }
        release(committed.now().completeBefore());
    }

    private void publish(List<Fresh> events) {
        Map<String, List<StreamedEvent>> bySession = new LinkedHashMap<>();
        events.stream().filter(subscriptions::wanted).forEach(event -> {
            StreamedEvent streamedEvent = StreamedEvent.of(event.event());
            bySession
                    .computeIfAbsent(event.event().sessionId(), _ -> new ArrayList<>())
                    .add(streamedEvent);
            if (!subscriptions.ofTenant(event.tenantId()).isEmpty()) {
                held.add(new HeldBack(event.tenantId(), streamedEvent));
            }
        });
        bySession.forEach((session, streamedEvents) -> {
            streamedEvents.sort(Comparator.comparingInt(
                    streamedEvent -> streamedEvent.event().sequence()));
            subscriptions.ofSession(session).forEach(stream -> stream.offer(streamedEvents));
        });
    }

    /** To the tenants' streams: what lies before the oldest transaction that may still write events. */
    private void release(long completeBefore) {
        if (held.size() > MOST_HELD) {
            dropped = seen.orElseThrow().xmax();
            held.clear();
        }
        if (dropped > 0 && completeBefore >= dropped) {
            dropped = 0;
            subscriptions
                    .tenants()
                    .forEach(tenant -> subscriptions.ofTenant(tenant).forEach(EventStream::again));
        }
        Map<String, List<StreamedEvent>> due = new LinkedHashMap<>();
        held.sort(Comparator.comparing(waiting -> waiting.streamedEvent().place()));
        held.removeIf(waiting -> waiting.streamedEvent().place().txid() < completeBefore
                && due.computeIfAbsent(waiting.tenantId(), _ -> new ArrayList<>())
                        .add(waiting.streamedEvent()));
        due.forEach((tenant, streamedEvents) ->
                subscriptions.ofTenant(tenant).forEach(stream -> stream.offer(streamedEvents)));
    }
}
