package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.Flaw;
import java.util.Base64;
import java.util.List;

/** What the pages say about several fields together. */
final class TrtcRules {
    private static final long LARGEST_ROOM = 4_294_967_295L;

    private TrtcRules() {}

    static List<Flaw> voicePrint(String path, JsonNode print) {
        boolean without = print.path("Mode").asInt(0) == 1 && print.path("IdList").isEmpty();
        return flaw(without, new Flaw(path + ".IdList", Flaw.Kind.MISSING, "", "is required with Mode 1"));
    }

    static List<Flaw> otherUser(String path, JsonNode agent) {
        boolean same = agent.path("UserId").equals(agent.path("TargetUserId"));
        return flaw(same, new Flaw(path + ".UserId", Flaw.Kind.VALUE, "InvalidParameter.UserId", "must not be that of a participant"));
    }

    static List<Flaw> room(String path, JsonNode start) {
        boolean numeric = start.path("RoomIdType").asInt(0) == 0;
        String room = start.path("RoomId").asText();
        boolean number = room.matches("[1-9]\\d{0,9}") && Long.parseLong(room) <= LARGEST_ROOM;
        return flaw(numeric && !number, new Flaw("RoomId", Flaw.Kind.VALUE, "InvalidParameter.RoomId", "must be a number with RoomIdType 0"));
    }

    static List<Flaw> taskOrSession(String path, JsonNode describe) {
        boolean enough = describe.hasNonNull("TaskId") || describe.hasNonNull("SdkAppId") && describe.hasNonNull("SessionId");
        return flaw(!enough, new Flaw("TaskId", Flaw.Kind.MISSING, "", "is required unless SdkAppId and SessionId are there"));
    }

    static List<Flaw> push(String path, JsonNode push) {
        if (push.path("Text").asText("").isBlank() && push.path("Audio").asText("").isBlank()) {
            return List.of(new Flaw(path + ".Text", Flaw.Kind.MISSING, "", "is required without Audio"));
        }
        boolean both = push.path("DropMode").asInt(0) == 1 && push.path("Interrupt").asBoolean(false);
        return flaw(both, new Flaw(path + ".DropMode", Flaw.Kind.VALUE, "", "needs Interrupt false"));
    }

    static List<Flaw> command(String path, JsonNode control) {
        String command = control.path("Command").textValue();
        return flaw(!control.hasNonNull(command), new Flaw(command, Flaw.Kind.MISSING, "", "is required with this Command"));
    }

    static boolean base64(JsonNode node) {
        try {
            return Base64.getDecoder().decode(node.textValue()).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static List<Flaw> flaw(boolean there, Flaw flaw) {
        return there ? List.of(flaw) : List.of();
    }
}
