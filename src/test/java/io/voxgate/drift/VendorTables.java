package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.alibaba.rtc.AlibabaRtcTables;
import io.voxgate.adapter.tencent.ccc.CccTables;
import io.voxgate.adapter.tencent.trtc.TrtcTables;
import io.voxgate.tck.Yaml;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an adapter knows beside what it sends for an agent.
 *
 * @param start every field of a start that its tables name
 * @param values words of a field that no setting of an agent lists
 * @param codes fields of which all that is sent are codes, by operation
 * @param errors the error codes that have a meaning
 * @param answers the fields that it reads of answers, by operation: {@code drift/answers.yaml}
 */
record VendorTables(
        Set<String> start,
        Map<String, Set<String>> values,
        Map<String, Set<String>> codes,
        Set<String> errors,
        JsonNode answers) {
    private static final Set<String> PUSH = Set.of("Command", "ServerPushText.DropMode", "ServerPushText.Priority");

    static VendorTables of(String vendor) {
        JsonNode answers = Yaml.resource("/drift/answers.yaml").path(vendor);
        return switch (vendor) {
            case "tencent-trtc" ->
                new VendorTables(
                        TrtcTables.start(),
                        Map.of("STTConfig.Language", TrtcTables.engines()),
                        Map.of("StartAIConversation", Set.of("RoomIdType"), "ControlAIConversation", PUSH),
                        TrtcTables.errors(),
                        answers);
            case "tencent-ccc" ->
                new VendorTables(
                        CccTables.start(),
                        Map.of("VoiceType", CccTables.voices()),
                        Map.of("CreateAICall", Set.of("ExtractConfig[].InfoType"), "ControlAIConversation", PUSH),
                        CccTables.errors(),
                        answers);
            case "alibaba-rtc" ->
                new VendorTables(
                        AlibabaRtcTables.start(),
                        Map.of(),
                        Map.of(
                                "NotifyAgent",
                                Set.of("Priority"),
                                "UpdateAgent",
                                Set.of("VoiceChatConfig.ChatMode", "VoiceChatConfig.InterruptMode")),
                        Set.of(),
                        answers);
            default -> throw new IllegalArgumentException("The drift watch does not know the tables of " + vendor);
        };
    }

    Map<String, FieldDescription> answers(String operation) {
        Map<String, FieldDescription> fields = new TreeMap<>();
        answers.path(operation).properties().forEach(entry -> {
            FieldType type = FieldType.parse(entry.getValue().asText());
            fields.put(OperationDescription.RESPONSE + entry.getKey(), FieldDescription.of(type));
        });
        return fields;
    }
}
