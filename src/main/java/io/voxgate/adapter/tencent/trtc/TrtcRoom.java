package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.util.Optional;

/** Which app, which room, who is who in it, and our own session id, by which a start is found again. */
final class TrtcRoom implements MappingRule {
    private static final int LONGEST_ROOM = 128;
    private static final int LONGEST_USER = 64;

    static final Placeholder SDK_APP_ID = new Placeholder.SettingPlaceholder("sdkAppId", true);

    @Override
    public void write(TranslationBuilder builder) {
        builder.put("SdkAppId", SDK_APP_ID.node());
        builder.channel().ifPresent(channel -> {
            switch (channel) {
                case Channel.Room room -> write(builder, room);
                case Channel.Phone _ -> builder.rejected("/channel/type", "TRTC has rooms, it makes no phone calls.");
            }
        });
        builder.sessionId().ifPresent(id -> builder.put("SessionId", Json.text(id)));
    }

    private static void write(TranslationBuilder builder, Channel.Room room) {
        boolean numeric = room.effectiveRoomIdType() == Channel.RoomIdType.NUMERIC;
        if (numeric && !numeric(room.roomId())) {
            builder.rejected("/channel/roomId", "A numeric room is a whole number from 1 to 4294967294.");
        }
        builder.put("RoomId", Json.text(room.roomId()));
        builder.put("RoomIdType", Json.number(numeric ? 0 : 1));
        String agent = room.agentUserId();
        String user = room.userId();
        if (agent != null) {
            if (agent.equals(user)) {
                builder.rejected(
                        "/channel/agentUserId",
                        "The agent needs an id of its own in the room, other than the person's.");
            }
            builder.put("AgentConfig.UserId", Json.text(agent));
            builder.put("AgentConfig.UserSig", new Placeholder.UserSigPlaceholder(agent).node());
        }
        if (user != null) {
            builder.put("AgentConfig.TargetUserId", Json.text(user));
        }
    }

    private static boolean numeric(String roomId) {
        return roomId.matches("[1-9][0-9]{0,9}") && Long.parseLong(roomId) <= 4294967294L;
    }

    @Override
    public void read(ImportReader reading) {
        reading.channelType("room");
        reading.connection("SdkAppId", "sdkAppId", "A setting of the connection.");
        reading.connection("SessionId", null, "Voxgate sends its own session's id.");
        reading.connection(
                "AgentConfig.UserSig", null, "Voxgate mints it for each session from the connection's sdkSecretKey.");
        Optional<String> room = text(reading, "RoomId", LONGEST_ROOM);
        room.ifPresent(id -> reading.channel("RoomId", "roomId", Json.text(id)));
        reading.peek("RoomIdType")
                .filter(type -> type.isIntegralNumber() && (type.asLong() == 0 || type.asLong() == 1))
                .ifPresentOrElse(
                        type -> reading.channel(
                                "RoomIdType", "roomIdType", Json.text(type.asLong() == 0 ? "numeric" : "string")),
                        () -> room.filter(_ -> reading.peek("RoomIdType").isEmpty())
                                .ifPresent(id -> typeOf(reading, id)));
        text(reading, "AgentConfig.UserId", LONGEST_USER)
                .ifPresent(id -> reading.channel("AgentConfig.UserId", "agentUserId", Json.text(id)));
        text(reading, "AgentConfig.TargetUserId", LONGEST_USER)
                .ifPresent(id -> reading.channel("AgentConfig.TargetUserId", "userId", Json.text(id)));
    }

    /** The vendor takes a missing type for a number's, and refuses any other id then. */
    private static void typeOf(ImportReader reading, String room) {
        boolean numeric = numeric(room);
        reading.channel("RoomIdType", "roomIdType", Json.text(numeric ? "numeric" : "string"));
        reading.absorb(
                "RoomIdType",
                "/channel/roomIdType",
                ImportOutcome.CONVERTED,
                numeric
                        ? "Not in the request: 0, the vendor's default, is sent."
                        : "Not in the request: 1 is sent, because this room's id is no number.");
    }

    /** A text that a channel can hold; another one is reported, and named again at each start. */
    private static Optional<String> text(ImportReader reading, String wire, int longest) {
        return reading.peek(wire)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank() && text.length() <= longest);
    }
}
