package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agent as {@code CreateAICall} wants it, and back: one table a concept. */
final class CccTranslator {
    /** @see <a href="https://cloud.tencent.com/document/api/679/111211">CreateAICall, read November 2026</a> */
    static final String OPERATION = "CreateAICall";

    private static final Set<String> JSON_TEXT =
            Set.of(CccSpeech.CUSTOM, CccLanguageModel.EXTRA, CccOptions.CUSTOM_RECOGNITION);
    private static final FieldMappings LACKING = FieldMappings.of(
            CompositeMapping.lacking("A phone shows no subtitles.", "/subtitles/mode"),
            CompositeMapping.lacking("CCC knows no voiceprints.", "/voiceprint/ids"),
            CompositeMapping.lacking("A phone shows no avatar.", "/avatar"));
    private static final List<FieldMappings> TABLES = List.of(
            CccTelephony.TABLE,
            CccGreeting.TABLE,
            CccTurnTaking.TABLE,
            CccRecognition.TABLE,
            CccLanguageModel.TABLE,
            CccSpeech.TABLE,
            CccAmbience.TABLE,
            CccTools.TABLE,
            LACKING);

    /** Every documented field of the request; what of them no table takes is kept. */
    static final Set<String> DOCUMENTED = Set.of(
            "SdkAppId",
            "Callee",
            "LLMType",
            "APIKey",
            "APIUrl",
            "SystemPrompt",
            "Model",
            "VoiceType",
            "CustomTTSConfig",
            "Callers",
            "WelcomeMessage",
            "WelcomeType",
            "WelcomeMessagePriority",
            "MaxDuration",
            "Languages",
            "InterruptMode",
            "InterruptSpeechDuration",
            "EndFunctionEnable",
            "EndFunctionDesc",
            "TransferFunctionEnable",
            "TransferItems",
            "NotifyDuration",
            "NotifyMessage",
            "NotifyMaxCount",
            "PromptVariables",
            "Variables",
            "VadSilenceTime",
            "VadLevel",
            "ExtractConfig",
            "Temperature",
            "TopP",
            "LLMExtraBody",
            "ToneWord",
            "EnableComplianceAudio",
            "EnableVoicemailDetection",
            "VoicemailAction",
            "MaxCallDurationMs",
            "MaxRingTimeoutSecond",
            "AmbientSoundType",
            "AmbientSoundVolume",
            "TransferToAgentEnable",
            "TransferToAgentItems",
            "AcquireTimeoutSecond",
            CccOptions.CUSTOM_RECOGNITION);

    private CccTranslator() {}

    static Translation translate(StartCommand command) {
        TranslationBuilder builder = new TranslationBuilder(CccApi.ID, command);
        TABLES.forEach(table -> table.write(builder));
        CccOptions.check(builder);
        JsonNode variables = builder.wire("Variables").orElseGet(Json::object);
        return CccVariables.reunite(variables, builder.finish(OPERATION, JSON_TEXT));
    }

    static ImportResult parse(ObjectNode vendorRequest) {
        ObjectNode request = vendorRequest.deepCopy();
        Map<String, String> variables = CccVariables.take(request);
        ImportReader reading = new ImportReader(CccApi.ID, request, JSON_TEXT);
        CccVariables.read(reading, variables);
        TABLES.forEach(table -> table.read(reading));
        return reading.finish(DOCUMENTED);
    }
}
