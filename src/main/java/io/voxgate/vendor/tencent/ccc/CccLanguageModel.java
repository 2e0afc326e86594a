package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Conversions;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Imported.ImportOutcome;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
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

    static final FieldTable TABLE = FieldTable.of(
            Field.of("/llm/protocol", "LLMType", protocol()),
            Field.of("/llm/url", "APIUrl", CccConversions.baseUrl()),
            Field.of("/llm/model", "Model", CccConversions.text()),
            Field.of("/llm/systemPrompt", "SystemPrompt", CccConversions.text()),
            new TwoWay(draft -> draft.secret(REF, "APIKey", "apiKey", false, true), reading -> reading.secret("APIKey", REF, "llm", "apiKey")),
            Field.of("/llm/temperature", "Temperature", Conversions.range("0", "2")),
            Field.of("/llm/topP", "TopP", Conversions.range("0", "1")),
            new TwoWay(CccLanguageModel::writeExtra, CccLanguageModel::readExtra),
            new TwoWay(CccLanguageModel::writeDify, _ -> {}),
            new TwoWay(CccLanguageModel::require, _ -> {}),
            TwoWay.lacking("CCC talks to a model, not to a hosted app.", "/llm/appId"),
            TwoWay.lacking("CCC manages the history itself.", "/llm/historyTurns", "/llm/historyMode"),
            TwoWay.lacking("CCC has no limit of the model's answering time.", "/llm/timeoutMs"),
            TwoWay.lacking("CCC chooses itself whether to stream.", "/llm/streaming"));

    private CccLanguageModel() {}

    private static Conversion protocol() {
        return Conversion.of(
                neutral -> PROTOCOLS.contains(neutral.asText())
                        ? Converted.of(FieldOutcome.EXACT, neutral)
                        : Converted.rejected("CCC talks openai, azure, minimax and dify."),
                wire -> PROTOCOLS.contains(wire.asText()) ? Optional.of(wire) : Optional.empty());
    }

    private static void writeExtra(Draft draft) {
        ObjectNode theirs = draft.leaf(EXTRA_BODY).map(ObjectNode.class::cast).orElseGet(Json::object);
        ObjectNode sent = Json.object();
        draft.leaf(MAX_TOKENS).ifPresent(tokens -> {
            if (theirs.has("max_tokens")) {
                draft.unsupported(MAX_TOKENS, "llm.extraBody sets max_tokens.");
            } else {
                sent.set("max_tokens", tokens);
                draft.report(MAX_TOKENS, FieldOutcome.EXACT, EXTRA + ".max_tokens", tokens, "");
            }
        });
        draft.leaf(METADATA).ifPresent(metadata -> writeMetadata(draft, metadata, theirs, sent));
        Json.merge(sent, theirs);
        if (draft.leaf(EXTRA_BODY).isPresent() || !sent.isEmpty()) {
            draft.put(EXTRA, sent);
        }
        draft.report(EXTRA_BODY, FieldOutcome.EXACT, EXTRA, theirs, "");
    }

    private static void writeMetadata(Draft draft, JsonNode metadata, ObjectNode theirs, ObjectNode sent) {
        if (theirs.has("metadata") && !theirs.get("metadata").isObject()) {
            draft.unsupported(METADATA, "llm.extraBody sets metadata.");
        } else {
            sent.set("metadata", metadata.deepCopy());
            draft.report(METADATA, FieldOutcome.APPROXIMATED, EXTRA + ".metadata", metadata,
                    "It stands as metadata in the body of each request to the model" + (theirs.has("metadata") ? "; llm.extraBody wins where both set a name." : "."));
        }
    }

    private static void writeDify(Draft draft) {
        if (draft.word("/llm/protocol").equals("dify")) {
            CccVariables.dify(draft);
        } else {
            for (String pointer : new String[] {"/llm/inputs", "/llm/user", "/llm/conversationId"}) {
                draft.unsupported(pointer, "No effect with llm.protocol " + draft.word("/llm/protocol") + ".");
            }
        }
    }

    private static void require(Draft draft) {
        String protocol = draft.word("/llm/protocol");
        if (!PROTOCOLS.contains(protocol)) {
            return;
        }
        require(draft, "/llm/url", "CCC needs the model's base URL.");
        require(draft, REF, "CCC needs a credential with the field apiKey.");
        require(draft, "/llm/systemPrompt", "CCC needs a system prompt.");
        if (!protocol.equals("dify")) {
            require(draft, "/llm/model", "CCC needs the model's name.");
        }
    }

    private static void require(Draft draft, String pointer, String note) {
        if (draft.leaf(pointer).isEmpty()) {
            draft.rejected(pointer, note);
        }
    }

    private static void readExtra(Reading reading) {
        reading.peek(EXTRA).filter(JsonNode::isObject).ifPresent(extra -> {
            boolean given = extra.isEmpty();
            reading.convert(EXTRA + ".max_tokens", MAX_TOKENS, CccConversions.whole("1", "1000000"));
            reading.peek(EXTRA + ".metadata").filter(JsonNode::isObject)
                    .ifPresent(metadata -> reading.move(EXTRA + ".metadata", METADATA, metadata, ImportOutcome.CONVERTED, null));
            reading.peek(EXTRA).filter(rest -> given || !rest.isEmpty())
                    .ifPresent(rest -> reading.move(EXTRA, EXTRA_BODY, rest, ImportOutcome.CONVERTED, null));
        });
    }
}
