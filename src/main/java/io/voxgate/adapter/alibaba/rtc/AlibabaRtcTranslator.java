package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.util.List;

/** An agent as StartAgent's parameters, and back. */
final class AlibabaRtcTranslator {
    private static final List<FieldMappings> TABLES = List.of(
            AlibabaRtcTurnTaking.TABLE,
            AlibabaRtcRecognition.TABLE,
            AlibabaRtcLanguageModel.TABLE,
            AlibabaRtcSpeech.TABLE,
            SilenceRules.TABLE,
            AlibabaRtcAmbience.TABLE,
            FieldMappings.of(new AlibabaRtcTemplateDefaults()));

    private static final String TARGETS = "RtcConfig.TargetUserIds";
    private static final int LONGEST_CHANNEL = 128;
    private static final int LONGEST_USER = 64;

    private AlibabaRtcTranslator() {}

    static Translation translate(StartCommand command) {
        TranslationBuilder builder = new TranslationBuilder(AlibabaRtcAdapter.ID, command);
        builder.put("AppId", new Placeholder.SettingPlaceholder("appId", false).node());
        builder.channel().ifPresent(channel -> channel(builder, channel));
        builder.sessionId().ifPresent(id -> builder.put("TaskId", Json.text(id)));
        builder.put("TemplateId", new Placeholder.SettingPlaceholder("templateId", false).node());
        TABLES.forEach(table -> table.write(builder));
        return builder.finish(AlibabaRtcFields.START, AlibabaRtcFields.JSON_TEXT);
    }

    private static void channel(TranslationBuilder builder, Channel channel) {
        switch (channel) {
            case Channel.Room room -> {
                builder.put("ChannelId", Json.text(room.roomId()));
                if (room.agentUserId() != null) {
                    builder.put("RtcConfig.UserId", Json.text(room.agentUserId()));
                }
                if (room.userId() != null) {
                    builder.put("RtcConfig.TargetUserIds", Json.array().add(room.userId()));
                }
            }
            case Channel.Phone _ ->
                builder.rejected("/channel/type", "Alibaba RTC joins a channel; it cannot make phone calls.");
        }
    }

    static ImportResult parse(ObjectNode request) {
        ImportReader reading = new ImportReader(AlibabaRtcAdapter.ID, request, AlibabaRtcFields.TYPES);
        reading.connection("AppId", "appId", "The app belongs to a connection.");
        reading.connection("TemplateId", "templateId", "The vendor's template belongs to a connection.");
        reading.connection("TaskId", null, "Voxgate sends its own session's id.");
        AlibabaRtcFields.PROTOCOL.stream()
                .sorted()
                .forEach(name -> reading.connection(name, null, "Made anew for each call."));
        channel(reading);
        TABLES.forEach(table -> table.read(reading));
        return reading.finish(AlibabaRtcFields.DOCUMENTED, AlibabaRtcInfo.PROTECTED);
    }

    private static void channel(ImportReader reading) {
        text(reading, "ChannelId", "roomId", LONGEST_CHANNEL);
        text(reading, "RtcConfig.UserId", "agentUserId", LONGEST_USER);
        reading.peek(TARGETS).filter(JsonNode::isArray).ifPresent(ids -> targets(reading, ids));
    }

    /** The vendor takes one today. */
    private static void targets(ImportReader reading, JsonNode ids) {
        if (ids.isEmpty()) {
            reading.absorb(TARGETS, "/channel/userId", ImportOutcome.CONVERTED, "Names nobody.");
        } else if (ids.get(0).isValueNode() && fits(ids.get(0).asText(), LONGEST_USER)) {
            reading.channel(TARGETS, "userId", Json.text(ids.get(0).asText()));
            if (ids.size() > 1) {
                reading.absorb(
                        TARGETS,
                        "/channel/userId",
                        ImportOutcome.CONVERTED,
                        "The vendor listens to one user: the first is taken, and " + (ids.size() - 1)
                                + " more not sent again.");
            }
        }
    }

    private static void text(ImportReader reading, String wire, String path, int longest) {
        reading.peek(wire)
                .filter(value -> value.isTextual() && fits(value.asText(), longest))
                .ifPresent(value -> {
                    reading.channelType("room");
                    reading.channel(wire, path, value);
                });
    }

    private static boolean fits(String text, int longest) {
        return !text.isBlank() && text.length() <= longest;
    }
}
