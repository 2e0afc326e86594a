package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.FieldReport.ReportEntry;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Variables}, a list of {@code {Key, Value}} texts in which the greeting's delay and Dify's inputs travel beside
 * the caller's own variables, so it is merged by key, not replaced as a whole.
 */
final class CccVariables {
    private static final String WIRE = "Variables";
    private static final String DELAY = "welcome-message-delay";
    private static final String DIFY = "dify-inputs-";
    private static final Map<String, String> NAMED = named();
    private static final FieldConversion SECONDS = FieldConversions.seconds(3, "0", "5");

    private CccVariables() {}

    private static Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put(DIFY + "user", "/llm/user");
        named.put(DIFY + "conversation_id", "/llm/conversationId");
        return named;
    }

    /** The pause before the greeting, in seconds as text. */
    static void delay(TranslationBuilder builder) {
        String pointer = "/greeting/delayMs";
        builder.leaf(pointer).ifPresent(ms -> {
            String seconds = SECONDS.toWire(ms).value().orElseThrow().asText();
            builder.report(pointer, FieldOutcome.CONVERTED, path(DELAY), add(builder, DELAY, seconds), "");
        });
    }

    /** What Dify gets besides the conversation. */
    static void dify(TranslationBuilder builder) {
        NAMED.forEach((key, pointer) -> builder.leaf(pointer)
                .ifPresent(text -> builder.report(
                        pointer, FieldOutcome.CONVERTED, path(key), add(builder, key, text.asText()), "")));
        builder.leaf("/llm/inputs").ifPresent(inputs -> inputs(builder, (ObjectNode) inputs));
    }

    private static void inputs(TranslationBuilder builder, ObjectNode inputs) {
        ArrayNode sent = Json.array();
        List<String> paths = new ArrayList<>();
        boolean exact = true;
        for (Map.Entry<String, JsonNode> input : inputs.properties()) {
            String key = DIFY + input.getKey();
            if (NAMED.containsKey(key)) {
                exact = false;
            } else {
                exact &= input.getValue().isTextual();
                paths.add(path(key));
                sent.add(add(
                        builder,
                        key,
                        input.getValue().isTextual() ? input.getValue().asText() : Json.write(input.getValue())));
            }
        }
        builder.report(
                "/llm/inputs",
                exact ? FieldOutcome.CONVERTED : FieldOutcome.APPROXIMATED,
                String.join(", ", paths),
                sent,
                exact
                        ? ""
                        : "CCC hands texts to Dify, and keeps the names user and conversation_id for llm.user and llm.conversationId.");
    }

    private static JsonNode add(TranslationBuilder builder, String key, String value) {
        ArrayNode variables = builder.wire(WIRE).map(ArrayNode.class::cast).orElseGet(Json::array);
        ObjectNode variable = Json.object().put("Key", key).put("Value", value);
        builder.put(WIRE, variables.add(variable));
        return variable;
    }

    private static String path(String key) {
        return WIRE + "[" + key + "]";
    }

    /** Puts our variables back beside those of {@code vendorOptions}, which win where the keys are equal. */
    static Translation reunite(JsonNode ours, Translation translation) {
        JsonNode theirs = translation.call().body().path(WIRE);
        if (!ours.isArray() || theirs.equals(ours) || !theirs.isArray()) {
            return translation;
        }
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        ours.forEach(variable -> byKey.put(variable.path("Key").asText(), variable));
        theirs.forEach(variable -> byKey.put(variable.path("Key").asText(), variable));
        ObjectNode body = translation.call().body().deepCopy();
        body.set(WIRE, Json.array().addAll(byKey.values()));
        List<ReportEntry> entries = translation.report().fields().stream()
                .map(entry -> overridden(entry, theirs))
                .toList();
        return new Translation(
                translation.vendor(),
                new VendorCall(
                        translation.call().operation(), body, translation.call().jsonText()),
                new FieldReport(entries, translation.report().defaults()));
    }

    private static ReportEntry overridden(ReportEntry entry, JsonNode theirs) {
        String path = entry.vendorPath();
        List<String> paths = path == null ? List.of() : List.of(path.split(", "));
        boolean hit = theirs.valueStream()
                .anyMatch(variable -> paths.contains(path(variable.path("Key").asText())));
        return hit
                ? new ReportEntry(
                        entry.path(),
                        FieldOutcome.UNSUPPORTED,
                        entry.value(),
                        null,
                        null,
                        "Overridden by vendorOptions at " + path + ".")
                : entry;
    }

    /** Takes the variables that have a neutral leaf out of a request, which then holds only the others. */
    static Map<String, String> take(ObjectNode request) {
        Map<String, String> taken = new LinkedHashMap<>();
        if (request.get(WIRE) instanceof ArrayNode variables
                && variables.valueStream().allMatch(CccVariables::wellFormed)) {
            ArrayNode others = Json.array();
            for (JsonNode variable : variables) {
                String key = variable.get("Key").asText();
                String value = variable.get("Value").asText();
                boolean ours = key.equals(DELAY)
                        ? delayMs(value).isPresent()
                        : key.startsWith(DIFY) && key.length() > DIFY.length() && !value.isEmpty();
                if (!ours || taken.putIfAbsent(key, value) != null) {
                    others.add(variable);
                }
            }
            request.set(WIRE, others);
            if (others.isEmpty()) {
                request.remove(WIRE);
            }
        }
        return taken;
    }

    /** Moves what was taken into the agent. */
    static void read(ImportReader reading, Map<String, String> taken) {
        ObjectNode inputs = Json.object();
        taken.forEach((key, value) -> {
            if (key.equals(DELAY)) {
                reading.move(
                        path(key), "/greeting/delayMs", delayMs(value).orElseThrow(), ImportOutcome.CONVERTED, null);
            } else if (NAMED.containsKey(key)) {
                reading.move(path(key), NAMED.get(key), Json.text(value), ImportOutcome.CONVERTED, null);
            } else {
                inputs.put(key.substring(DIFY.length()), value);
                reading.absorb(path(key), "/llm/inputs", ImportOutcome.CONVERTED, null);
            }
        });
        if (!inputs.isEmpty()) {
            reading.set("/llm/inputs", inputs);
        }
    }

    private static boolean wellFormed(JsonNode variable) {
        return variable.size() == 2
                && variable.path("Key").isTextual()
                && variable.path("Value").isTextual();
    }

    private static Optional<JsonNode> delayMs(String seconds) {
        return seconds.matches("[0-9]{1,2}(\\.[0-9]{1,3})?")
                ? SECONDS.toNeutral(Json.number(new BigDecimal(seconds)))
                : Optional.empty();
    }
}
