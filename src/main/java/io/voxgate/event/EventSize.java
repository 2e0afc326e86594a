package io.voxgate.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Metrics;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import java.nio.charset.StandardCharsets;

/**
 * What an event weighs in the form in which everybody reads it back, and what stands in the place of what weighs too
 * much.
 */
public final class EventSize {
    /** The member that says in a sentence what is missing. */
    public static final String LEFT_OUT = "leftOut";

    private static final int SHORT = 200;
    private static final int MOST_SHORT = 20;
    private static final int SENTENCE = 200;

    private EventSize() {}

    /**
     * An event's data in SQL as text, or NULL when they are over the limit. What has a weight is within it; what an
     * older version stored is looked at first.
     */
    public static String data(String table) {
        return "CASE WHEN %1$s.data_bytes IS NOT NULL THEN %1$s.data::text ELSE %2$s END"
                .formatted(table, printed(table + ".data"));
    }

    /** The same for any column of JSON. */
    public static String printed(String column) {
        return "voxgate_json_text(%s, %d)".formatted(column, Limit.EVENT_BYTES.max());
    }

    /**
     * Its weight in SQL; where there is no event it is nothing. What an older version stored has none; its size on the
     * disk, unpacked, is near enough to share out pages.
     */
    static String bytes(String table) {
        return "coalesce(%1$s.data_bytes, least(%2$d, coalesce(8 * pg_column_size(%1$s.data), 0)))"
                .formatted(table, Limit.EVENT_BYTES.max());
    }

    /** How much the rows before this one weigh together, in SQL. */
    public static String earlier(String table, String order) {
        return "sum(%1$s) OVER (ORDER BY %2$s) - %1$s".formatted(bytes(table), order);
    }

    /** In bytes, as PostgreSQL prints it: with a space after each colon and comma. */
    public static long of(JsonNode node) {
        return of(node, Json.write(node));
    }

    /** The same for a tree that is written already. */
    static long of(JsonNode node, String written) {
        return written.getBytes(StandardCharsets.UTF_8).length + spaces(node);
    }

    private static long spaces(JsonNode node) {
        long colons = node.isObject() ? node.size() : 0;
        long spaces = colons + (node.isContainerNode() ? Math.max(0, node.size() - 1) : 0);
        for (JsonNode child : node) {
            spaces += spaces(child);
        }
        return spaces;
    }

    /** Whether an event's data and what the vendor sent can be kept both; that they cannot is counted. */
    public static boolean fits(String type, long data, long raw) {
        boolean fits = data + raw <= Limit.EVENT_BYTES.max();
        if (!fits) {
            Metrics.counter("voxgate.events.reduced", "type", type).increment();
        }
        return fits;
    }

    /** Whether the data alone can be kept, with a sentence in the place of what the vendor sent. */
    public static boolean fitsAlone(long data) {
        return data <= Limit.EVENT_BYTES.max() - SENTENCE;
    }

    /** What stands in the place of so many bytes. */
    public static ObjectNode leftOut(long bytes) {
        return Json.object()
                .put(
                        LEFT_OUT,
                        "It was left out: it had " + bytes + " bytes, and at most " + Limit.EVENT_BYTES.max()
                                + " are kept of an event.");
    }

    /** An event's data without what is large in it. */
    static ObjectNode reduced(ObjectNode data, long bytes) {
        ObjectNode small = leftOut(bytes);
        data.properties().stream()
                .filter(entry -> entry.getValue().isValueNode()
                        && entry.getKey().length() + entry.getValue().asText().length() <= SHORT)
                .limit(MOST_SHORT)
                .forEach(entry -> small.set(entry.getKey(), entry.getValue()));
        return small;
    }
}
