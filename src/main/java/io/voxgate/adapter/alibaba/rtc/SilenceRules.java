package io.voxgate.adapter.alibaba.rtc;

import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.SILENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import java.util.List;

/**
 * What happens when nobody speaks: one block with a switch of its own, which is on whenever anything in it is asked
 * for.
 */
final class SilenceRules {
    private static final String BLOCK = "VoiceChatConfig.AgentSilenceConfig";
    private static final String ENABLED = "/silence/enabled";
    private static final String ENABLE = SILENCE + "Enable";
    private static final String ALERT = SILENCE + "AlertTimeout";
    private static final String CONTENT = SILENCE + "Content";
    private static final String WEBHOOK = SILENCE + "WebhookTriggerTimeout";

    private static final FieldMappings FIELDS = FieldMappings.of(
            FieldMapping.of("/silence/reminder/afterMs", ALERT, FieldConversions.seconds("5", "600")),
            FieldMapping.of(
                    "/silence/reminder/action",
                    SILENCE + "Strategy",
                    EnumMapping.of("say", 1).and("generate", 2)),
            FieldMapping.of("/silence/reminder/text", CONTENT, AlibabaRtcFields.spoken()),
            FieldMapping.of(
                    "/silence/notifyAfterMs",
                    WEBHOOK,
                    FieldConversions.approximated(
                            FieldConversions.seconds("10", "600"),
                            "The vendor does not document what it posts then; it arrives as vendor.other.")));

    static final FieldMappings TABLE = FieldMappings.of(new Switch());

    private SilenceRules() {}

    private record Switch() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            if (builder.word(ENABLED).equals("false")) {
                builder.convert(ENABLED, ENABLE, FieldConversions.bool());
                builder.unsupportedBelow("/silence", "No effect with silence.enabled false.");
                return;
            }
            if (builder.leaf("/silence/reminder/afterMs").isEmpty()) {
                builder.convert(
                        "/silence/reminder/text",
                        CONTENT,
                        FieldConversions.noted(
                                AlibabaRtcFields.spoken(),
                                "Without silence.reminder.afterMs the vendor never reminds, unless its template says when."));
            }
            FIELDS.write(builder);
            builder.unsupported(
                    "/silence/reminder/maxCount", "The vendor repeats the reminder for as long as the silence lasts.");
            builder.convert(ENABLED, ENABLE, FieldConversions.bool());
            if (builder.wire(BLOCK).isPresent()) {
                builder.put(ENABLE, Json.bool(true));
            }
        }

        /** "Off" and "never" are said to a vendor whose template may say otherwise: they are kept, and sent again. */
        @Override
        public void read(ImportReader reading) {
            boolean off = reading.peek(ENABLE)
                    .filter(enable -> Json.same(enable, Json.bool(false)))
                    .isPresent();
            boolean never = reading.peek(ALERT).filter(SilenceRules::zero).isPresent()
                    && reading.peek(WEBHOOK).filter(seconds -> !zero(seconds)).isEmpty();
            if (off || never) {
                reading.move(
                        off ? ENABLE : ALERT,
                        ENABLED,
                        Json.bool(false),
                        off ? ImportOutcome.EXACT : ImportOutcome.CONVERTED,
                        off ? null : "0 is never; sent as AgentSilenceConfig.Enable false.");
                reading.peek(BLOCK)
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .map(block -> List.copyOf(Json.leaves(block).keySet()))
                        .orElse(List.of())
                        .forEach(name -> reading.absorb(
                                SILENCE + name,
                                "/silence",
                                ImportOutcome.CONVERTED,
                                "No effect with silence.enabled false; not sent again."));
                return;
            }
            FIELDS.read(reading);
            if (reading.agent("/silence").isPresent()
                    && reading.peek(ENABLE).filter(JsonNode::isBoolean).isPresent()) {
                reading.absorb(ENABLE, "/silence", ImportOutcome.CONVERTED, null);
            }
            reading.convert(ENABLE, ENABLED, FieldConversions.bool());
        }
    }

    private static boolean zero(JsonNode wire) {
        return Json.same(wire, Json.number(0));
    }
}
