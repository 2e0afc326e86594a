package io.voxgate.inbound;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Who is connected to a port, and who of them waits: has sent no whole request that is still to be answered. When there
 * is no room, a connection that waits is closed for the newcomer, so that a client that only holds connections keeps no
 * one out; one that is being answered stays.
 *
 * @param <C> a connection
 */
final class OpenConnections<C> {
    private final int most;
    private final int mostPerAddress;
    private final Map<Object, AddressGroup<C>> groups = new HashMap<>();
    private int open;

    OpenConnections(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** The connections of one address; those that wait in the order in which they began to. */
    private static final class AddressGroup<C> {
        private final LinkedHashSet<C> waiting = new LinkedHashSet<>();
        private int open;
    }

    /**
     * What becomes of a new connection.
     *
     * @param admitted whether it may stay; it waits then
     * @param instead the one that is to be closed for it
     */
    record Admission<C>(boolean admitted, Optional<C> instead) {}

    synchronized Admission<C> admit(Object address, C connection) {
        AddressGroup<C> group = groups.getOrDefault(address, new AddressGroup<>());
        Optional<C> instead = Optional.empty();
        if (group.open >= mostPerAddress) {
            instead = oldest(group);
        } else if (open >= most) {
            instead = largest().flatMap(OpenConnections::oldest);
        }
        if (instead.isEmpty() && (group.open >= mostPerAddress || open >= most)) {
            return new Admission<>(false, instead);
        }
        groups.put(address, group);
        group.waiting.add(connection);
        group.open++;
        open++;
        return new Admission<>(true, instead);
    }

    private static <C> Optional<C> oldest(AddressGroup<C> group) {
        Optional<C> first = group.waiting.stream().findFirst();
        first.ifPresent(group.waiting::remove);
        return first;
    }

    /** Who holds most connections that wait, loses one. */
    private Optional<AddressGroup<C>> largest() {
        return groups.values().stream().max(Comparator.comparingInt(group -> group.waiting.size()));
    }

    /** It is being answered now. */
    synchronized void works(Object address, C connection) {
        groups.getOrDefault(address, new AddressGroup<>()).waiting.remove(connection);
    }

    /** It waits for its next request. */
    synchronized void waits(Object address, C connection) {
        Optional.ofNullable(groups.get(address)).ifPresent(group -> group.waiting.add(connection));
    }

    /** An admitted one is closed. */
    synchronized void left(Object address, C connection) {
        Optional.ofNullable(groups.get(address)).ifPresent(group -> {
            group.waiting.remove(connection);
            group.open--;
            open--;
            if (group.open == 0) {
                groups.remove(address);
            }
        });
    }

    synchronized int open() {
        return open;
    }
}
