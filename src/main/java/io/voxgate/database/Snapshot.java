package io.voxgate.database;

import java.util.Arrays;
import java.util.List;

/**
 * Which transactions the database showed at a moment ({@code voxgate_event_snapshot}): of those before {@code xmax} all
 * but the ones that were still running. What a later snapshot shows beyond it is what was committed in between.
 *
 * @param completeBefore no earlier transaction may still write events; earlier ones that delete or sum up much may be
 *     running
 * @param xmax no transaction from this on was shown
 * @param running those before {@code xmax} that were still running
 */
public record Snapshot(long completeBefore, long xmax, List<String> running) {
    public Snapshot {
        running = List.copyOf(running);
    }

    /** @param text {@code completeBefore:xmax:running,running} */
    public static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        List<String> running = parts[2].isEmpty() ? List.of() : Arrays.asList(parts[2].split(","));
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }
}
