package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.util.Optional;

/** Which app, which room, who is who in it, and our own session id, by which a start is found again. */
final class TrtcRoom implements MappingRule {
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
        text(reading, "RoomId").ifPresent(room -> reading.channel("RoomId", "roomId", Json.text(room)));
        reading.peek("RoomIdType")
                .filter(type -> type.isIntegralNumber() && (type.asLong() == 0 || type.asLong() == 1))
                .ifPresent(type -> reading.channel(
                        "RoomIdType", "roomIdType", Json.text(type.asLong() == 0 ? "numeric" : "string")));
        text(reading, "AgentConfig.UserId")
                .ifPresent(id -> reading.channel("AgentConfig.UserId", "agentUserId", Json.text(id)));
        text(reading, "AgentConfig.TargetUserId")
                .ifPresent(id -> reading.channel("AgentConfig.TargetUserId", "userId", Json.text(id)));
    }

    private static Optional<String> text(ImportReader reading, String wire) {
        return reading.peek(wire)
                .filter(node -> node.isTextual() || node.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }
}
