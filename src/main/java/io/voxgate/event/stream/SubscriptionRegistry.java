package io.voxgate.event.stream;

import io.voxgate.event.stream.EventStreamQueries.Fresh;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams that are open, by what they follow. */
final class SubscriptionRegistry {
    private final Map<String, Set<EventStream>> sessions = new HashMap<>();
    private final Map<String, Set<EventStream>> tenants = new HashMap<>();
    private final Map<String, Integer> perTenant = new HashMap<>();
    private final Set<EventStream> fresh = new HashSet<>();
    private int size;

    /** @return false when the tenant, or all of them together, have as many as they may */
    synchronized boolean add(EventStream stream, int mostOfTenant, int most) {
        String tenant = stream.grant().tenantId();
        if (size >= most || perTenant.getOrDefault(tenant, 0) >= mostOfTenant) {
            return false;
        }
        perTenant.merge(tenant, 1, Integer::sum);
        group(stream).computeIfAbsent(key(stream), _ -> new HashSet<>(2)).add(stream);
        fresh.add(stream);
        size++;
        return true;
    }

    synchronized void remove(EventStream stream) {
        Map<String, Set<EventStream>> group = group(stream);
        Set<EventStream> mates = group.getOrDefault(key(stream), Set.of());
        if (mates.contains(stream)) {
            mates.remove(stream);
            if (mates.isEmpty()) {
                group.remove(key(stream));
            }
            perTenant.computeIfPresent(stream.grant().tenantId(), (_, count) -> count == 1 ? null : count - 1);
            fresh.remove(stream);
            size--;
        }
    }

    synchronized int size() {
        return size;
    }

    synchronized Set<String> tenants() {
        return Set.copyOf(perTenant.keySet());
    }

    synchronized List<EventStream> all() {
        List<EventStream> all = new ArrayList<>(size);
        sessions.values().forEach(all::addAll);
        tenants.values().forEach(all::addAll);
        return all;
    }

    /** Those that were added since the last time somebody asked. */
    synchronized List<EventStream> takeFresh() {
        List<EventStream> taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }

    /** Those that were taken too early. */
    synchronized void putBack(Collection<EventStream> streams) {
        fresh.addAll(streams);
    }

    synchronized List<EventStream> ofSession(String sessionId) {
        return List.copyOf(sessions.getOrDefault(sessionId, Set.of()));
    }

    synchronized List<EventStream> ofTenant(String tenantId) {
        return List.copyOf(tenants.getOrDefault(tenantId, Set.of()));
    }

    /** Whether anybody follows it by itself; by its tenant somebody may. */
    synchronized boolean wanted(Fresh event) {
        return sessions.containsKey(event.event().sessionId()) || tenants.containsKey(event.tenantId());
    }

    private Map<String, Set<EventStream>> group(EventStream stream) {
        return stream.sessionId().isPresent() ? sessions : tenants;
    }

    private static String key(EventStream stream) {
        return stream.sessionId().orElse(stream.grant().tenantId());
    }
}
