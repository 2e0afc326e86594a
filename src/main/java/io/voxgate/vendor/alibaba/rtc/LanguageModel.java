package io.voxgate.vendor.alibaba.rtc;

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
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;

/** The language model: Alibaba's own (Bailian, {@code aliyun}) or one elsewhere ({@code thirdparty}). */
final class LanguageModel {
    private static final String VENDOR = Wire.LLM + "Vendor";
    private static final String URL = Wire.LLM + "Url";
    private static final String PARAMS = Wire.LLM + "Params";
    private static final String PROTOCOL = "/llm/protocol";

    static final FieldTable TABLE = FieldTable.of(
            new ProtocolRule(),
            Field.of("/llm/appId", Wire.LLM + "AppId", Conversions.text()).onlyIf(LanguageModel::bailian, "Only Alibaba's own apps (llm.protocol dashscope) have an id."),
            Field.of("/llm/model", Wire.LLM + "Model", Conversions.text())
                    .onlyIf(draft -> !bailian(draft) || draft.leaf("/llm/appId").isEmpty(), "No effect with llm.appId: the app chooses its model."),
            Field.of("/llm/url", URL, Conversions.text()).onlyIf(draft -> !bailian(draft), "The vendor takes a URL only for a model elsewhere."),
            Field.of("/llm/systemPrompt", Wire.LLM + "Prompt", Conversions.text()),
            Field.of("/llm/temperature", Wire.LLM + "Temperature", openEnd("0", "2", new BigDecimal("2"), new BigDecimal("1.99"))).vendorDefault(new BigDecimal("0.7"))
                    .onlyIf(draft -> !draft.word("/llm/model").equals("deepseek-r1"), "No effect with llm.model deepseek-r1."),
            Field.of("/llm/topP", Wire.LLM + "TopP", openEnd("0", "1", BigDecimal.ZERO, new BigDecimal("0.01"))).vendorDefault(new BigDecimal("0.8")),
            Field.of("/llm/maxTokens", Wire.LLM + "MaxToken", Wire.whole("1", "8192")).vendorDefault(8192),
            Field.of("/llm/historyTurns", Wire.LLM + "HistoryDepth", Wire.whole("0", "50")).vendorDefault(3),
            new ParamsRule());

    private LanguageModel() {}

    private static boolean bailian(Draft draft) {
        return draft.word(PROTOCOL).equals("dashscope");
    }

    /** A range one of whose ends the vendor excludes: that end, and only that, moves to the nearest hundredth. */
    private static Conversion openEnd(String min, String max, BigDecimal excluded, BigDecimal nearest) {
        Conversion closed = Conversions.range(min, max);
        Predicate<JsonNode> atEnd = value -> value.isNumber() && value.decimalValue().compareTo(excluded) == 0;
        return Conversion.of(
                value -> atEnd.test(value)
                        ? Converted.of(FieldOutcome.CLAMPED, Json.number(nearest), "The vendor does not take " + excluded + " itself.")
                        : closed.toWire(value),
                wire -> atEnd.test(wire) ? Optional.empty() : closed.toNeutral(wire));
    }

    /** The protocol chooses the vendor's {@code Vendor}; the key goes with it. */
    private record ProtocolRule() implements FieldTable.Rule {
        @Override
        public void write(Draft draft) {
            switch (draft.word(PROTOCOL)) {
                case "openai" -> vendor(draft, "thirdparty", draft.leaf("/llm/url").isPresent()
                        ? "The vendor does not document how it talks to models elsewhere; OpenAI chat completions is presumed, the URL is sent as given."
                        : "Without llm.url the vendor's template must carry one.");
                case "dashscope" -> vendor(draft, "aliyun", "");
                default -> draft.rejected(PROTOCOL, "Alibaba talks to its own models (dashscope) and to OpenAI-compatible ones (openai) only.");
            }
            draft.secret("/llm/credentialRef", Wire.LLM + "ApiKey", "apiKey", false, true);
        }

        private static void vendor(Draft draft, String vendor, String note) {
            draft.put(VENDOR, Json.text(vendor));
            draft.report(PROTOCOL, FieldOutcome.CONVERTED, VENDOR, Json.text(vendor), note);
        }

        @Override
        public void read(Reading reading) {
            switch (reading.peek(VENDOR).map(JsonNode::asText).orElse("")) {
                case "aliyun" -> reading.move(VENDOR, PROTOCOL, Json.text("dashscope"), ImportOutcome.CONVERTED, null);
                case "thirdparty" -> reading.move(VENDOR, PROTOCOL, Json.text("openai"), ImportOutcome.CONVERTED, "The vendor does not name the protocol; OpenAI's is presumed.");
                default -> {
                    String presumed = reading.peek(URL).isPresent() ? "openai" : "dashscope";
                    if (reading.peek(VENDOR).isEmpty()) {
                        reading.absorb(VENDOR, PROTOCOL, ImportOutcome.CONVERTED, "Not in the request; " + presumed + " is presumed, and will be sent.");
                    }
                    reading.set(PROTOCOL, Json.text(presumed));
                }
            }
            reading.secret(Wire.LLM + "ApiKey", "/llm/credentialRef", "llm", "apiKey");
        }
    }

    /** Params is a map in the vendor's SDKs, and a text holding one in its sample. */
    private record ParamsRule() implements FieldTable.Rule {
        @Override
        public void write(Draft draft) {
            draft.convert("/llm/metadata", PARAMS, Conversions.same());
        }

        @Override
        public void read(Reading reading) {
            reading.peek(PARAMS).ifPresent(params -> {
                if (params instanceof ObjectNode) {
                    reading.move(PARAMS, "/llm/metadata", params, ImportOutcome.EXACT, null);
                } else if (params.isTextual()) {
                    Json.parse(params.asText()).filter(ObjectNode.class::isInstance)
                            .ifPresent(map -> reading.move(PARAMS, "/llm/metadata", map, ImportOutcome.CONVERTED, "Sent as an object, not as a text."));
                }
            });
        }
    }
}
