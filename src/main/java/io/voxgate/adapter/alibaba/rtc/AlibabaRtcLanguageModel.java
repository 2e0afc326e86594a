package io.voxgate.adapter.alibaba.rtc;

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
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The language model: Alibaba's own (Bailian, {@code aliyun}) or one elsewhere ({@code thirdparty}). */
final class AlibabaRtcLanguageModel {
    private static final String VENDOR = AlibabaRtcFields.LLM + "Vendor";
    private static final String URL = AlibabaRtcFields.LLM + "Url";
    private static final String PARAMS = AlibabaRtcFields.LLM + "Params";
    private static final String PROTOCOL = "/llm/protocol";

    static final FieldMappings TABLE = FieldMappings.of(
            new ProtocolRule(),
            FieldMapping.of("/llm/appId", AlibabaRtcFields.LLM + "AppId", FieldConversions.text())
                    .onlyIf(
                            AlibabaRtcLanguageModel::bailian,
                            "Only Alibaba's own apps (llm.protocol dashscope) have an id."),
            FieldMapping.of("/llm/model", AlibabaRtcFields.LLM + "Model", FieldConversions.text())
                    .onlyIf(
                            builder -> !bailian(builder)
                                    || builder.leaf("/llm/appId").isEmpty(),
                            "No effect with llm.appId: the app chooses its model."),
            FieldMapping.of("/llm/url", URL, FieldConversions.text())
                    .onlyIf(builder -> !bailian(builder), "The vendor takes a URL only for a model elsewhere."),
            FieldMapping.of("/llm/systemPrompt", AlibabaRtcFields.LLM + "Prompt", FieldConversions.text()),
            FieldMapping.of(
                            "/llm/temperature",
                            AlibabaRtcFields.LLM + "Temperature",
                            openEnd("0", "2", new BigDecimal("2"), new BigDecimal("1.99")))
                    .onlyIf(
                            builder -> !builder.word("/llm/model").equals("deepseek-r1"),
                            "No effect with llm.model deepseek-r1."),
            FieldMapping.of(
                    "/llm/topP",
                    AlibabaRtcFields.LLM + "TopP",
                    openEnd("0", "1", BigDecimal.ZERO, new BigDecimal("0.01"))),
            new TokenRule(),
            FieldMapping.of(
                    "/llm/historyTurns", AlibabaRtcFields.LLM + "HistoryDepth", AlibabaRtcFields.whole("0", "50")),
            new ParamsRule());

    private AlibabaRtcLanguageModel() {}

    private static boolean bailian(TranslationBuilder builder) {
        return builder.word(PROTOCOL).equals("dashscope");
    }

    /** A range one of whose ends the vendor excludes: that end, and only that, moves to the nearest hundredth. */
    private static FieldConversion openEnd(String min, String max, BigDecimal excluded, BigDecimal nearest) {
        FieldConversion closed = FieldConversions.range(min, max);
        Predicate<JsonNode> atEnd =
                value -> value.isNumber() && value.decimalValue().compareTo(excluded) == 0;
        return FieldConversion.of(
                value -> atEnd.test(value)
                        ? Converted.of(
                                FieldOutcome.CLAMPED,
                                Json.number(nearest),
                                "The vendor does not take " + excluded + " itself.")
                        : closed.toWire(value),
                wire -> atEnd.test(wire) ? Optional.empty() : closed.toNeutral(wire));
    }

    /**
     * Only qwen and deepseek end at 8192 (StartAgent's page, read 2026-11); of another model, or the template's, the
     * vendor gives no end.
     */
    private record TokenRule() implements FieldMappings.MappingRule {
        private static final String TOKENS = "/llm/maxTokens";
        private static final String WIRE = AlibabaRtcFields.LLM + "MaxToken";
        private static final FieldConversion ANY = AlibabaRtcFields.whole("1", "1000000");
        private static final FieldConversion LIMITED = AlibabaRtcFields.whole("1", "8192");

        @Override
        public void write(TranslationBuilder builder) {
            String model = builder.word("/llm/model").toLowerCase(Locale.ROOT);
            if (model.startsWith("qwen") || model.startsWith("deepseek")) {
                builder.convert(TOKENS, WIRE, LIMITED);
            } else if (model.isEmpty()) {
                builder.convert(
                        TOKENS,
                        WIRE,
                        FieldConversions.disputed(
                                ANY,
                                "1",
                                "8192",
                                "qwen and deepseek end at 8192; which model answers is not known here, so that it is sent as it is."));
            } else {
                builder.convert(TOKENS, WIRE, ANY);
            }
        }

        @Override
        public void read(ImportReader reading) {
            reading.convert(WIRE, TOKENS, ANY);
        }
    }

    /** The protocol chooses the vendor's {@code Vendor}; the key goes with it. */
    private record ProtocolRule() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            switch (builder.word(PROTOCOL)) {
                case "openai" ->
                    vendor(
                            builder,
                            "thirdparty",
                            builder.leaf("/llm/url").isPresent()
                                    ? "The vendor does not document how it talks to models elsewhere; "
                                            + "OpenAI chat completions is presumed, the URL is sent as given."
                                    : "Without llm.url the vendor's template must carry one.");
                case "dashscope" -> vendor(builder, "aliyun", "");
                default ->
                    builder.rejected(
                            PROTOCOL,
                            "Alibaba talks to its own models (dashscope) and to OpenAI-compatible ones (openai) only.");
            }
            builder.secret("/llm/credentialRef", AlibabaRtcFields.LLM + "ApiKey", "apiKey", false, true);
        }

        private static void vendor(TranslationBuilder builder, String vendor, String note) {
            builder.put(VENDOR, Json.text(vendor));
            builder.report(PROTOCOL, FieldOutcome.CONVERTED, VENDOR, Json.text(vendor), note);
        }

        @Override
        public void read(ImportReader reading) {
            switch (reading.peek(VENDOR).map(JsonNode::asText).orElse("")) {
                case "aliyun" -> reading.move(VENDOR, PROTOCOL, Json.text("dashscope"), ImportOutcome.CONVERTED, null);
                case "thirdparty" ->
                    reading.move(
                            VENDOR,
                            PROTOCOL,
                            Json.text("openai"),
                            ImportOutcome.CONVERTED,
                            "The vendor does not name the protocol; OpenAI's is presumed.");
                default -> {
                    String presumed = reading.peek(URL).isPresent() ? "openai" : "dashscope";
                    if (reading.peek(VENDOR).isEmpty()) {
                        reading.absorb(
                                VENDOR,
                                PROTOCOL,
                                ImportOutcome.CONVERTED,
                                "Not in the request; " + presumed + " is presumed, and will be sent.");
                    }
                    reading.set(PROTOCOL, Json.text(presumed));
                }
            }
            reading.secret(AlibabaRtcFields.LLM + "ApiKey", "/llm/credentialRef", "llm", "apiKey");
        }
    }

    /** Params is a map in the vendor's SDKs, and a text holding one in its sample. */
    private record ParamsRule() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            builder.convert("/llm/metadata", PARAMS, FieldConversions.same());
        }

        @Override
        public void read(ImportReader reading) {
            reading.peek(PARAMS).ifPresent(params -> {
                if (params instanceof ObjectNode) {
                    reading.move(PARAMS, "/llm/metadata", params, ImportOutcome.EXACT, null);
                } else if (params.isTextual()) {
                    Json.parse(params.asText())
                            .filter(ObjectNode.class::isInstance)
                            .ifPresent(map -> reading.move(
                                    PARAMS,
                                    "/llm/metadata",
                                    map,
                                    ImportOutcome.CONVERTED,
                                    "Sent as an object, not as a text."));
                }
            });
        }
    }
}
