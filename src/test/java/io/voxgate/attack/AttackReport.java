package io.voxgate.attack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results as people and as programs read them, in {@code target/attack/}. */
final class AttackReport {
    private static final Path HOME = Path.of("target/attack");

    private AttackReport() {}

    /** @param faults what the judge found; none: it held */
    record Line(AttackResult result, long memoryBytes, List<String> faults) {}

    static String text(Line line) {
        AttackResult result = line.result();
        AttackResult.Requests requests = result.requests();
        AttackResult.Service service = result.service();
        return """
                %s: %s
                  %s
                  %d requests, %,d bytes sent, %,d received, answers %s
                  replica %.1f CPU s, peak %,d of %,d KiB; PostgreSQL %.1f CPU s, peak %,d KiB; %d s%s
                %s%s""".formatted(
                result.name(),
                line.faults().isEmpty() ? "held" : "DID NOT HOLD",
                result.purpose(),
                requests.sent(),
                requests.sentBytes(),
                requests.receivedBytes(),
                requests.outcomes(),
                service.cpuSeconds(),
                service.peakBytes() >> 10,
                line.memoryBytes() >> 10,
                service.databaseCpuSeconds(),
                service.databasePeakBytes() >> 10,
                result.took().toSeconds(),
                service.rested() ? "" : ", not at rest",
                result.victims().entrySet().stream().map(AttackReport::victim).collect(Collectors.joining()),
                line.faults().stream().map(fault -> "  - " + fault + "\n").collect(Collectors.joining()));
    }

    private static String victim(Map.Entry<String, AttackResult.Victim> entry) {
        AttackResult.Victim victim = entry.getValue();
        return victim.served() + victim.failures().size() == 0
                ? ""
                : "  victim's %s: %d served, %d asked to come again, %d failed, p50 %.0f ms, p99 %.0f ms\n"
                        .formatted(
                                entry.getKey(),
                                victim.served(),
                                victim.again(),
                                victim.failures().size(),
                                victim.p50(),
                                victim.p99());
    }

    private static ObjectNode json(Line line) {
        ObjectNode json = Json.object();
        AttackResult result = line.result();
        json.put("attack", result.name())
                .put("purpose", result.purpose())
                .put("held", line.faults().isEmpty())
                .put("seconds", result.took().toMillis() / 1000.0);
        json.set("faults", Json.node(line.faults()));
        json.set("requests", Json.node(result.requests()));
        json.set("service", Json.tree(result.service()).put("memoryLimitBytes", line.memoryBytes()));
        json.set("victim", Json.node(result.victims()));
        return json;
    }

    /** Writes {@code NAME.txt} and {@code NAME.json}. */
    static void write(String name, List<Line> lines) {
        ArrayNode all = Json.array();
        lines.forEach(line -> all.add(json(line)));
        write(name, lines.stream().map(AttackReport::text).collect(Collectors.joining("\n")), all.toPrettyString());
    }

    static void write(String name, String text, String json) {
        try {
            Files.createDirectories(HOME);
            Files.writeString(HOME.resolve(name + ".txt"), text);
            Files.writeString(HOME.resolve(name + ".json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
