package io.voxgate.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voxgate.usage.UsageTable.UsageGroup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What some sessions come to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "UsageItem", description = "What the sessions of one group come to.")
public record UsageReport(
        @Nullable
        @Schema(
                description = "The vendor's id, the template's name (without its revision) or the connection's "
                        + "name. Absent: the total, or sessions with an inline agent.",
                examples = "tencent-trtc")
        String key,

        @Schema(description = "Sessions, whatever their outcome: running, ended and failed together.")
        long sessions,

        @Schema(description = "Not over yet, or not known to be.")
        long running,

        long ended,

        @Schema(description = "Never came to a conversation.")
        long failed,

        @Schema(
                description =
                        "Of all sessions those that came to a conversation: the agent was in the room, or the call was answered.")
        long started,

        @Schema(
                description =
                        "How long the conversations that are over lasted, from startedAt to endedAt, in milliseconds: exact.")
        long durationMs,

        @Schema(description = "The same in minutes, rounded to two decimals.", examples = "182.35")
        BigDecimal minutes,

        @Schema(description = "How many of the ended sessions ended for which reason.")
        SortedMap<String, Long> endReasons,

        @Schema(description = "How many of the failed sessions failed for which reason.")
        SortedMap<String, Long> failures,

        @Schema(description = "Of each latency that the vendor reported, by its name in metric.recorded.")
        SortedMap<String, LatencyFigures> latency) {
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);
    private static final String MEASURED = "ms/";

    /** Percentiles of one latency. */
    @Schema(
            name = "UsageLatency",
            description =
                    "Milliseconds. Percentiles are those of all single values, not of averages, to within 2 % of the value at that rank.")
    public record LatencyFigures(
            @Schema(description = "How many values.") long count,

            @Schema(description = "Half of the values are at most this.")
            BigDecimal p50,

            @Schema(description = "95 of 100 values are at most this.")
            BigDecimal p95,

            @Schema(description = "The largest.") BigDecimal max) {
        static LatencyFigures of(Histogram values) {
            return new LatencyFigures(
                    values.count(), ms(values.percentile(50)), ms(values.percentile(95)), ms(values.percentile(100)));
        }

        /** No more digits than the error leaves. */
        private static BigDecimal ms(double value) {
            return BigDecimal.valueOf(value).setScale(value < 10 ? 2 : 0, RoundingMode.HALF_UP);
        }
    }

    public static UsageReport of(UsageGroup group) {
        Map<String, Long> figures = group.figures();
        SortedMap<String, Long> ended = below("ended/", figures);
        SortedMap<String, Long> failed = below("failed/", figures);
        long sessions = figures.getOrDefault("sessions", 0L);
        long over = sum(ended) + sum(failed);
        long durationMs = figures.getOrDefault("durationMs", 0L);
        return new UsageReport(
                group.key().isEmpty() ? null : group.key(),
                sessions,
                sessions - over,
                sum(ended),
                sum(failed),
                figures.getOrDefault("started", 0L),
                durationMs,
                BigDecimal.valueOf(durationMs).divide(MINUTE, 2, RoundingMode.HALF_UP),
                ended,
                failed,
                latency(figures));
    }

    /** Of no session. */
    public static UsageReport none() {
        return of(new UsageGroup("", Map.of()));
    }

    private static SortedMap<String, LatencyFigures> latency(Map<String, Long> figures) {
        Map<String, Map<String, Long>> buckets = new TreeMap<>();
        below(MEASURED, figures).forEach((figure, count) -> {
            int slash = figure.lastIndexOf('/');
            buckets.computeIfAbsent(figure.substring(0, slash), _ -> new TreeMap<>())
                    .put(figure.substring(slash + 1), count);
        });
        SortedMap<String, LatencyFigures> latency = new TreeMap<>();
        buckets.forEach((metric, counts) -> latency.put(metric, LatencyFigures.of(new Histogram(counts))));
        return latency;
    }

    private static SortedMap<String, Long> below(String prefix, Map<String, Long> figures) {
        SortedMap<String, Long> part = new TreeMap<>();
        figures.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), value);
            }
        });
        return part;
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
