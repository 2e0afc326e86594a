package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;
import java.util.Set;

/** The language model: its fields stand at the top level here; what has no field goes into {@code LLMExtraBody}. */
final class CccLanguageModel {
    static final String EXTRA = "LLMExtraBody";
    private static final Set<String> PROTOCOLS = Set.of("openai", "azure", "minimax", "dify");
    private static final String REF = "/llm/credentialRef";
    private static final String MAX_TOKENS = "/llm/maxTokens";
    private static final String METADATA = "/llm/metadata";
    private static final String EXTRA_BODY = "/llm/extraBody";

    static final FieldMappings TABLE = FieldMappings.of(
            FieldMapping.of("/llm/protocol", "LLMType", protocol()),
            FieldMapping.of("/llm/url", "APIUrl", CccConversions.baseUrl()),
            FieldMapping.of("/llm/model", "Model", CccConversions.text()),
            FieldMapping.of("/llm/systemPrompt", "SystemPrompt", CccConversions.text()),
            new CompositeMapping(
                    builder -> builder.secret(REF, "APIKey", "apiKey", false, true),
                    reading -> reading.secret("APIKey", REF, "llm", "apiKey")),
            FieldMapping.of("/llm/temperature", "Temperature", FieldConversions.range("0", "2")),
            FieldMapping.of("/llm/topP", "TopP", FieldConversions.range("0", "1")),
            new CompositeMapping(CccLanguageModel::writeExtra, CccLanguageModel::readExtra),
            new CompositeMapping(CccLanguageModel::writeDify, _ -> {}),
            new CompositeMapping(CccLanguageModel::require, _ -> {}),
            CompositeMapping.lacking("CCC talks to a model, not to a hosted app.", "/llm/appId"),
            CompositeMapping.lacking("CCC manages the history itself.", "/llm/historyTurns", "/llm/historyMode"),
            CompositeMapping.lacking("CCC has no limit of the model's answering time.", "/llm/timeoutMs"),
            CompositeMapping.lacking("CCC chooses itself whether to stream.", "/llm/streaming"));

    private CccLanguageModel() {}

    private static FieldConversion protocol() {
        return FieldConversion.of(
                neutral -> PROTOCOLS.contains(neutral.asText())
                        ? Converted.of(FieldOutcome.EXACT, neutral)
                        : Converted.rejected("CCC talks openai, azure, minimax and dify."),
                wire -> PROTOCOLS.contains(wire.asText()) ? Optional.of(wire) : Optional.empty());
    }

    private static void writeExtra(TranslationBuilder builder) {
        ObjectNode theirs = builder.leaf(EXTRA_BODY).map(ObjectNode.class::cast).orElseGet(Json::object);
        ObjectNode sent = Json.object();
        builder.leaf(MAX_TOKENS).ifPresent(tokens -> {
            if (theirs.has("max_tokens")) {
                builder.unsupported(MAX_TOKENS, "llm.extraBody sets max_tokens.");
            } else {
                sent.set("max_tokens", tokens);
                builder.report(MAX_TOKENS, FieldOutcome.EXACT, EXTRA + ".max_tokens", tokens, "");
            }
        });
        builder.leaf(METADATA).ifPresent(metadata -> writeMetadata(builder, metadata, theirs, sent));
        Json.merge(sent, theirs);
        if (builder.leaf(EXTRA_BODY).isPresent() || !sent.isEmpty()) {
            builder.put(EXTRA, sent);
        }
        builder.report(EXTRA_BODY, FieldOutcome.EXACT, EXTRA, theirs, "");
    }

    private static void writeMetadata(
            TranslationBuilder builder, JsonNode metadata, ObjectNode theirs, ObjectNode sent) {
        if (theirs.has("metadata") && !theirs.get("metadata").isObject()) {
            builder.unsupported(METADATA, "llm.extraBody sets metadata.");
        } else {
            sent.set("metadata", metadata.deepCopy());
            builder.report(
                    METADATA,
                    FieldOutcome.APPROXIMATED,
                    EXTRA + ".metadata",
                    metadata,
                    "It stands as metadata in the body of each request to the model"
                            + (theirs.has("metadata") ? "; llm.extraBody wins where both set a name." : "."));
        }
    }

    private static void writeDify(TranslationBuilder builder) {
        if (builder.word("/llm/protocol").equals("dify")) {
            CccVariables.dify(builder);
        } else {
            for (String pointer : new String[] {"/llm/inputs", "/llm/user", "/llm/conversationId"}) {
                builder.unsupported(pointer, "No effect with llm.protocol " + builder.word("/llm/protocol") + ".");
            }
        }
    }

    private static void require(TranslationBuilder builder) {
        String protocol = builder.word("/llm/protocol");
        if (!PROTOCOLS.contains(protocol)) {
            return;
        }
        require(builder, "/llm/url", "CCC needs the model's base URL.");
        require(builder, REF, "CCC needs a credential with the field apiKey.");
        require(builder, "/llm/systemPrompt", "CCC needs a system prompt.");
        if (!protocol.equals("dify")) {
            require(builder, "/llm/model", "CCC needs the model's name.");
        }
    }

    private static void require(TranslationBuilder builder, String pointer, String note) {
        if (builder.leaf(pointer).isEmpty()) {
            builder.rejected(pointer, note);
        }
    }

    private static void readExtra(ImportReader reading) {
        reading.peek(EXTRA).filter(JsonNode::isObject).ifPresent(extra -> {
            boolean given = extra.isEmpty();
            reading.convert(EXTRA + ".max_tokens", MAX_TOKENS, CccConversions.whole("1", "1000000"));
            reading.peek(EXTRA + ".metadata")
                    .filter(JsonNode::isObject)
                    .ifPresent(metadata ->
                            reading.move(EXTRA + ".metadata", METADATA, metadata, ImportOutcome.CONVERTED, null));
            reading.peek(EXTRA)
                    .filter(rest -> given || !rest.isEmpty())
                    .ifPresent(rest -> reading.move(EXTRA, EXTRA_BODY, rest, ImportOutcome.CONVERTED, null));
        });
    }
}
