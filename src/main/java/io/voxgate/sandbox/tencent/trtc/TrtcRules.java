package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.SchemaViolation;
import java.util.Base64;
import java.util.List;

/** What the pages say about several fields together. */
final class TrtcRules {
    private static final long LARGEST_ROOM = 4_294_967_295L;

    private TrtcRules() {}

    static List<SchemaViolation> voicePrint(String path, JsonNode print) {
        boolean without =
                print.path("Mode").asInt(0) == 1 && print.path("IdList").isEmpty();
        return violation(
                without,
                new SchemaViolation(
                        path + ".IdList", SchemaViolation.ViolationKind.MISSING, "", "is required with Mode 1"));
    }

    static List<SchemaViolation> otherUser(String path, JsonNode agent) {
        boolean same = agent.path("UserId").equals(agent.path("TargetUserId"));
        return violation(
                same,
                new SchemaViolation(
                        path + ".UserId",
                        SchemaViolation.ViolationKind.VALUE,
                        "InvalidParameter.UserId",
                        "must not be that of a participant"));
    }

    static List<SchemaViolation> room(String path, JsonNode start) {
        boolean numeric = start.path("RoomIdType").asInt(0) == 0;
        String room = start.path("RoomId").asText();
        boolean number = room.matches("[1-9]\\d{0,9}") && Long.parseLong(room) <= LARGEST_ROOM;
        return violation(
                numeric && !number,
                new SchemaViolation(
                        "RoomId",
                        SchemaViolation.ViolationKind.VALUE,
                        "InvalidParameter.RoomId",
                        "must be a number with RoomIdType 0"));
    }

    static List<SchemaViolation> taskOrSession(String path, JsonNode describe) {
        boolean enough =
                describe.hasNonNull("TaskId") || (describe.hasNonNull("SdkAppId") && describe.hasNonNull("SessionId"));
        return violation(
                !enough,
                new SchemaViolation(
                        "TaskId",
                        SchemaViolation.ViolationKind.MISSING,
                        "",
                        "is required unless SdkAppId and SessionId are there"));
    }

    static List<SchemaViolation> push(String path, JsonNode push) {
        if (push.path("Text").asText("").isBlank()
                && push.path("Audio").asText("").isBlank()) {
            return List.of(new SchemaViolation(
                    path + ".Text", SchemaViolation.ViolationKind.MISSING, "", "is required without Audio"));
        }
        boolean both =
                push.path("DropMode").asInt(0) == 1 && push.path("Interrupt").asBoolean(false);
        return violation(
                both,
                new SchemaViolation(
                        path + ".DropMode", SchemaViolation.ViolationKind.VALUE, "", "needs Interrupt false"));
    }

    static List<SchemaViolation> command(String path, JsonNode control) {
        String command = control.path("Command").textValue();
        return violation(
                !control.hasNonNull(command),
                new SchemaViolation(
                        command, SchemaViolation.ViolationKind.MISSING, "", "is required with this Command"));
    }

    static boolean base64(JsonNode node) {
        try {
            return Base64.getDecoder().decode(node.textValue()).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static List<SchemaViolation> violation(boolean there, SchemaViolation flaw) {
        return there ? List.of(flaw) : List.of();
    }
}
