package io.voxgate.vendor.alibaba.rtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Imported;
import io.voxgate.vendor.Imported.ImportOutcome;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.Slot;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.Translation;
import java.util.List;

/** An agent as StartAgent's parameters, and back. */
final class AlibabaRtcTranslator {
    private static final List<FieldTable> TABLES = List.of(
            TurnTaking.TABLE, Recognition.TABLE, LanguageModel.TABLE, Speech.TABLE, SilenceRules.TABLE, Surroundings.TABLE);

    private AlibabaRtcTranslator() {}

    static Translation translate(StartCommand command) {
        Draft draft = new Draft(AlibabaRtcAdapter.ID, command);
        draft.put("AppId", new Slot.Setting("appId", false).node());
        draft.channel().ifPresent(channel -> channel(draft, channel));
        draft.sessionId().ifPresent(id -> draft.put("TaskId", Json.text(id)));
        draft.put("TemplateId", new Slot.Setting("templateId", false).node());
        TABLES.forEach(table -> table.write(draft));
        return draft.finish(Wire.START, Wire.JSON_TEXT);
    }

    private static void channel(Draft draft, Channel channel) {
        switch (channel) {
            case Channel.Room room -> {
                draft.put("ChannelId", Json.text(room.roomId()));
                if (room.agentUserId() != null) {
                    draft.put("RtcConfig.UserId", Json.text(room.agentUserId()));
                }
                if (room.userId() != null) {
                    draft.put("RtcConfig.TargetUserIds", Json.array().add(room.userId()));
                }
            }
            case Channel.Phone _ -> draft.rejected("/channel/type", "Alibaba RTC joins a channel; it cannot make phone calls.");
        }
    }

    static Imported parse(ObjectNode request) {
        Reading reading = new Reading(AlibabaRtcAdapter.ID, request, Wire.JSON_TEXT);
        reading.connection("AppId", "appId", "The app belongs to a connection.");
        reading.connection("TemplateId", "templateId", "The vendor's template belongs to a connection.");
        reading.connection("TaskId", null, "Voxgate sends its own session's id.");
        Wire.PROTOCOL.stream().sorted().forEach(name -> reading.connection(name, null, "Made anew for each call."));
        channel(reading);
        TABLES.forEach(table -> table.read(reading));
        return reading.finish(Wire.DOCUMENTED);
    }

    private static void channel(Reading reading) {
        text(reading, "ChannelId", "roomId");
        text(reading, "RtcConfig.UserId", "agentUserId");
        reading.peek("RtcConfig.TargetUserIds").filter(JsonNode::isArray).ifPresent(ids -> {
            if (ids.isEmpty()) {
                reading.absorb("RtcConfig.TargetUserIds", "/channel/userId", ImportOutcome.CONVERTED, "Names nobody.");
            } else {
                reading.channel("RtcConfig.TargetUserIds", "userId", Json.text(ids.get(0).asText()));
            }
        });
    }

    private static void text(Reading reading, String wire, String path) {
        reading.peek(wire).filter(value -> value.isTextual() || value.isNumber()).ifPresent(value -> {
            reading.channelType("room");
            reading.channel(wire, path, Json.text(value.asText()));
        });
    }
}
