package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;

/** What is put into the body of each request to the model: two leaves, one field; on a clash {@code extraBody} wins. */
final class RequestBody implements MappingRule {
    private static final String WIRE = "LLMConfig.MetaInfo";
    private static final String METADATA = "/llm/metadata";
    private static final String EXTRA = "/llm/extraBody";

    @Override
    public void write(TranslationBuilder builder) {
        ObjectNode body = Json.object();
        builder.leaf(METADATA).ifPresent(metadata -> Json.merge(body, metadata.deepCopy()));
        JsonNode metadata = body.deepCopy();
        builder.leaf(EXTRA).ifPresent(extra -> Json.merge(body, extra.deepCopy()));
        if (builder.leaf(METADATA).isPresent() || builder.leaf(EXTRA).isPresent()) {
            builder.put(WIRE, body);
        }
        if (kept(metadata, body)) {
            builder.report(METADATA, FieldOutcome.EXACT, WIRE, body, "");
        } else {
            builder.report(
                    METADATA,
                    FieldOutcome.APPROXIMATED,
                    WIRE,
                    body,
                    "llm.extraBody is the same field and wins where both name a key.");
        }
        builder.report(
                EXTRA,
                FieldOutcome.APPROXIMATED,
                WIRE,
                body,
                "TRTC puts it into the request to the model, but does not say at which level.");
    }

    private static boolean kept(JsonNode before, JsonNode after) {
        return before.properties().stream().allMatch(entry -> {
            JsonNode now = after.path(entry.getKey());
            return (entry.getValue().isObject() && now.isObject())
                    ? kept(entry.getValue(), now)
                    : Json.same(entry.getValue(), now);
        });
    }

    @Override
    public void read(ImportReader reading) {
        reading.convert(WIRE, METADATA, TrtcSharedRules.object());
    }
}
