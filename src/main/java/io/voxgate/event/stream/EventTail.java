package io.voxgate.event.stream;

import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.Snapshot;
import io.voxgate.event.stream.EventStreamQueries.Fresh;
import io.voxgate.event.stream.EventStreamQueries.News;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one reader behind all streams: looks what was committed since its last look, and hands it out. A session's stream
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

    private record HeldBack(String tenantId, StreamedEvent bulletin) {}

    /** No stream is open: the next read is the first again. */
    void rest() {
        seen = Optional.empty();
        held.clear();
        dropped = 0;
    }

    /**
     * A stream that came while a look was going on may have missed what it found: it reads once more after the first
     * look that knew of it. What a look found and could not hand out, or could not read, is in storage: the next look
     * is the first again, and every stream reads from its cursor.
     */
    void look() {
        List<EventStream> fresh = subscriptions.takeFresh();
        try {
            hear();
        } catch (DatabaseUnavailable e) {
            subscriptions.putBack(fresh);
            throw e;
        } catch (RuntimeException | Error e) {
            subscriptions.putBack(fresh);
            rest();
            throw e;
        }
        fresh.forEach(EventStream::again);
    }

    private void hear() {
        if (seen.isEmpty()) {
            seen = Optional.of(table.now());
            subscriptions.all().forEach(EventStream::again);
            return;
        }
        News news = table.since(seen.get(), subscriptions.tenants(), MOST);
        seen = Optional.of(news.now());
        if (news.more()) {
            held.clear();
            subscriptions.all().forEach(EventStream::again);
            dropped = news.now().xmax();
        } else {
            tell(news.events());
        }
        release(news.now().completeBefore());
    }

    private void tell(List<Fresh> events) {
        Map<String, List<StreamedEvent>> bySession = new LinkedHashMap<>();
        events.stream().filter(subscriptions::wanted).forEach(event -> {
            StreamedEvent bulletin = StreamedEvent.of(event.event());
            bySession
                    .computeIfAbsent(event.event().sessionId(), _ -> new ArrayList<>())
                    .add(bulletin);
            if (!subscriptions.ofTenant(event.tenantId()).isEmpty()) {
                held.add(new HeldBack(event.tenantId(), bulletin));
            }
        });
        bySession.forEach((session, bulletins) -> {
            bulletins.sort(Comparator.comparingInt(bulletin -> bulletin.event().sequence()));
            subscriptions.ofSession(session).forEach(stream -> stream.offer(bulletins));
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
        held.sort(Comparator.comparing(waiting -> waiting.bulletin().place()));
        held.removeIf(waiting -> waiting.bulletin().place().txid() < completeBefore
                && due.computeIfAbsent(waiting.tenantId(), _ -> new ArrayList<>())
                        .add(waiting.bulletin()));
        due.forEach((tenant, bulletins) -> subscriptions.ofTenant(tenant).forEach(stream -> stream.offer(bulletins)));
    }
}
