package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Imported;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.Translation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agent as {@code CreateAICall} wants it, and back: one table a concept. */
final class CccTranslator {
    static final String OPERATION = "CreateAICall";
    private static final Set<String> JSON_TEXT = Set.of(CccVoice.CUSTOM, CccLanguageModel.EXTRA);
    private static final FieldTable LACKING = FieldTable.of(
            TwoWay.lacking("A phone shows no subtitles.", "/subtitles/mode"),
            TwoWay.lacking("CCC knows no voiceprints.", "/voiceprint/ids"),
            TwoWay.lacking("A phone shows no avatar.", "/avatar"));
    private static final List<FieldTable> TABLES = List.of(
            CccTelephony.TABLE, CccGreeting.TABLE, CccTurnTaking.TABLE, CccRecognition.TABLE, CccLanguageModel.TABLE, CccVoice.TABLE,
            CccSound.TABLE, CccTools.TABLE, LACKING);

    /** Every documented field of the request; what of them no table takes is kept. */
    static final Set<String> DOCUMENTED = Set.of(
            "SdkAppId", "Callee", "LLMType", "APIKey", "APIUrl", "SystemPrompt", "Model", "VoiceType", "CustomTTSConfig", "Callers", "WelcomeMessage",
            "WelcomeType", "WelcomeMessagePriority", "MaxDuration", "Languages", "InterruptMode", "InterruptSpeechDuration", "EndFunctionEnable",
            "EndFunctionDesc", "TransferFunctionEnable", "TransferItems", "NotifyDuration", "NotifyMessage", "NotifyMaxCount", "PromptVariables",
            "Variables", "VadSilenceTime", "VadLevel", "ExtractConfig", "Temperature", "TopP", "LLMExtraBody", "ToneWord", "EnableComplianceAudio",
            "EnableVoicemailDetection", "VoicemailAction", "MaxCallDurationMs", "MaxRingTimeoutSecond", "AmbientSoundType", "AmbientSoundVolume");

    private CccTranslator() {}

    static Translation translate(StartCommand command) {
        Draft draft = new Draft(CccApi.ID, command);
        TABLES.forEach(table -> table.write(draft));
        JsonNode variables = draft.wire("Variables").orElseGet(Json::object);
        return CccVariables.reunite(variables, draft.finish(OPERATION, JSON_TEXT));
    }

    static Imported parse(ObjectNode vendorRequest) {
        ObjectNode request = vendorRequest.deepCopy();
        Map<String, String> variables = CccVariables.take(request);
        Reading reading = new Reading(CccApi.ID, request, JSON_TEXT);
        CccVariables.read(reading, variables);
        TABLES.forEach(table -> table.read(reading));
        return reading.finish(DOCUMENTED);
    }
}
