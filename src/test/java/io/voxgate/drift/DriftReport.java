package io.voxgate.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.drift.KnownDifferences.Known;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The results as people and as programs read them, in {@code target/drift/}. */
final class DriftReport {
    static final Path HOME = Path.of("target/drift");
    private static final String OUTSIDE = """
            What is inside a string that holds JSON (LLMConfig, TTSConfig, AvatarConfig, CustomTTSConfig, CustomSTTConfig, LLMExtraBody)
            is in no description. Values, ranges and what is required are compared where a description gives them: of an SDK only
            error codes.
            """;

    private DriftReport() {}

    /** Writes {@code report.txt} and {@code report.json}. */
    static String write(List<DriftResult> results) {
        String text = text(results);
        ArrayNode json = Json.array();
        results.forEach(result -> json.add(json(result)));
        try {
            Files.createDirectories(HOME);
            Files.writeString(HOME.resolve("report.txt"), text);
            Files.writeString(HOME.resolve("report.json"), json.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }

    static String text(List<DriftResult> results) {
        StringBuilder text = new StringBuilder();
        results.forEach(result -> text(result, text));
        return text.append(OUTSIDE).toString();
    }

    private static void text(DriftResult result, StringBuilder text) {
        text.append("%s, compared with %s%n"
                .formatted(result.vendors().vendor(), result.vendors().source()));
        text.append("  %d operations and %d fields that Voxgate uses; the vendor has %d operations%n"
                .formatted(
                        result.ours().operations().size(),
                        result.ours().fields(),
                        result.vendors().operations().size()));
        text.append(
                result.unknown().isEmpty()
                        ? "  no unknown difference\n"
                        : "  %d UNKNOWN:%n".formatted(result.unknown().size()));
        result.unknown()
                .forEach(difference -> text.append("    ").append(difference).append('\n'));
        if (!result.stale().isEmpty()) {
            text.append("  %d known differences that are no more here:%n"
                    .formatted(result.stale().size()));
            result.stale()
                    .forEach(known -> text.append("    ").append(known.key()).append('\n'));
        }
        text.append("  %d known:%n".formatted(result.known().size()));
        byReason(result).forEach((reason, count) -> text.append("    %3d  %s%n".formatted(count, reason)));
        text.append('\n');
    }

    private static Map<String, Integer> byReason(DriftResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        result.known()
                .values()
                .forEach(known -> counts.merge(
                        known.note()
                                        .reached()
                                        .map(how -> "reached " + how + ": ")
                                        .orElse("not reached: ")
                                + known.note().reason(),
                        1,
                        Integer::sum));
        return counts;
    }

    private static ObjectNode json(DriftResult result) {
        ObjectNode json = Json.object();
        json.put("vendor", result.vendors().vendor())
                .put("source", result.vendors().source())
                .put("kind", result.vendors().kind().name().toLowerCase(Locale.ROOT));
        ArrayNode unknown = json.putArray("unknown");
        result.unknown().forEach(difference -> unknown.add(json(difference)));
        ArrayNode known = json.putArray("known");
        result.known().forEach((difference, entry) -> known.add(json(difference, entry)));
        ArrayNode stale = json.putArray("stale");
        result.stale().forEach(entry -> stale.add(entry.key()));
        return json;
    }

    private static ObjectNode json(Difference difference) {
        return Json.object()
                .put("change", difference.change().name().toLowerCase(Locale.ROOT))
                .put("name", difference.name())
                .put("detail", difference.detail());
    }

    private static ObjectNode json(Difference difference, Known entry) {
        ObjectNode json = json(difference).put("reason", entry.note().reason());
        entry.note().reached().ifPresent(how -> json.put("reached", how));
        return json;
    }
}
