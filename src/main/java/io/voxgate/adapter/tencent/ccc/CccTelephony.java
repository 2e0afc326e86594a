package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.util.List;
import java.util.Optional;

/** The call itself: whom, from which numbers, how long. */
final class CccTelephony {
    private static final String COMPLIANCE = "/telephony/complianceTone";

    static final FieldMappings TABLE = FieldMappings.of(
            new CompositeMapping(CccTelephony::writeChannel, CccTelephony::readChannel),
            FieldMapping.of(
                    "/telephony/ringTimeoutMs",
                    "MaxRingTimeoutSecond",
                    FieldConversions.noted(FieldConversions.seconds("5", "120"), "Only with your own numbers.")),
            FieldMapping.of("/telephony/voicemail/detect", "EnableVoicemailDetection", FieldConversions.bool()),
            FieldMapping.of("/telephony/voicemail/action", "VoicemailAction", EnumMapping.of("hangUp", 0))
                    .vendorDefault(0)
                    .onlyIf(
                            builder ->
                                    builder.word("/telephony/voicemail/detect").equals("true"),
                            "No effect without telephony.voicemail.detect."),
            FieldMapping.of(COMPLIANCE, "EnableComplianceAudio", FieldConversions.bool()),
            new CompositeMapping(CccTelephony::writeCompliance, _ -> {}),
            FieldMapping.of("/limits/maxDurationMs", "MaxCallDurationMs", CccConversions.whole("10000", "86400000")),
            CompositeMapping.lacking("A call ends when the callee hangs up.", "/limits/nobodyPresentMs"));

    private CccTelephony() {}

    /** The connection's app, filled when the call is signed. */
    static JsonNode sdkAppId() {
        return new Placeholder.SettingPlaceholder("sdkAppId", true).node();
    }

    /** {@code +86…} as the vendor's samples write it: {@code 0086…}. */
    static String dialled(String e164) {
        return "00" + e164.substring(1);
    }

    private static void writeChannel(TranslationBuilder builder) {
        builder.put("SdkAppId", sdkAppId());
        builder.channel().ifPresent(channel -> {
            switch (channel) {
                case Channel.Phone phone -> writePhone(builder, phone);
                case Channel.Room _ ->
                    builder.rejected("/channel/type", "CCC only makes phone calls; it needs a channel of type phone.");
            }
        });
    }

    private static void writePhone(TranslationBuilder builder, Channel.Phone phone) {
        builder.put("Callee", Json.text(dialled(phone.to())));
        List<String> from = phone.from();
        if (from != null) {
            ArrayNode callers = Json.array();
            from.forEach(number -> callers.add(dialled(number)));
            builder.put("Callers", callers);
        }
    }

    private static void writeCompliance(TranslationBuilder builder) {
        if (builder.leaf(COMPLIANCE).isEmpty()) {
            builder.ownDefault(COMPLIANCE, "EnableComplianceAudio", Json.bool(true));
        }
    }

    private static void readChannel(ImportReader reading) {
        reading.connection("SdkAppId", "sdkAppId", "A setting of the connection.");
        readNumbers(reading, "Callee", "to", reading.peek("Callee").flatMap(CccTelephony::e164));
        readNumbers(reading, "Callers", "from", reading.peek("Callers").flatMap(CccTelephony::list));
    }

    private static void readNumbers(ImportReader reading, String wire, String path, Optional<JsonNode> value) {
        if (reading.peek(wire).isEmpty()) {
            return;
        }
        if (value.isEmpty()) {
            reading.absorb(
                    wire,
                    null,
                    ImportOutcome.CONNECTION,
                    "No international number (0086…); name it as channel." + path + " at each start.");
            return;
        }
        reading.channelType("phone");
        reading.channel(wire, path, value.get());
    }

    private static Optional<JsonNode> list(JsonNode callers) {
        ArrayNode numbers = Json.array();
        callers.forEach(caller -> e164(caller).ifPresent(numbers::add));
        return callers.isArray() && !callers.isEmpty() && numbers.size() == callers.size()
                ? Optional.of(numbers)
                : Optional.empty();
    }

    private static Optional<JsonNode> e164(JsonNode wire) {
        String number = wire.asText().replaceFirst("^00", "+");
        return wire.isTextual() && number.matches("\\+[1-9][0-9]{4,14}")
                ? Optional.of(Json.text(number))
                : Optional.empty();
    }
}
