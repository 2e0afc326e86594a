package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.RequestFields;
import io.voxgate.adapter.RequestFields.FieldType;
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

    /** What they hold; {@code VoiceType} of {@code CustomTTSConfig} is a number or a text, by the provider. */
    private static final RequestFields TYPES = RequestFields.jsonText(JSON_TEXT)
            .with(FieldType.WHOLE, "", """
                    SdkAppId WelcomeType WelcomeMessagePriority MaxDuration InterruptMode InterruptSpeechDuration \
                    NotifyDuration NotifyMaxCount VadSilenceTime VadLevel VoicemailAction MaxCallDurationMs MaxRingTimeoutSecond \
                    AcquireTimeoutSecond""")
            .with(FieldType.TEXT, "", """
                    Callee LLMType APIUrl SystemPrompt Model VoiceType WelcomeMessage EndFunctionDesc NotifyMessage AmbientSoundType""")
            .with(FieldType.NUMBER, "", "Temperature TopP AmbientSoundVolume ToneWord.FirstSentenceTimeout")
            .with(FieldType.BOOLEAN, "", """
                    EndFunctionEnable TransferFunctionEnable EnableComplianceAudio EnableVoicemailDetection TransferToAgentEnable""")
            .with(
                    FieldType.TEXTS,
                    "",
                    "Callers Languages ToneWord.ZHToneWords.Neutral ToneWord.ZHToneWords.Positive ToneWord.ZHToneWords.Negative")
            .with(
                    FieldType.TEXT,
                    CccSpeech.CUSTOM + ".",
                    "TTSType FastVoiceType Model APIUrl Region VoiceName Language Cluster AudioFormat")
            .with(FieldType.NUMBER, CccSpeech.CUSTOM + ".", "Speed Volume Rate")
            .with(FieldType.WHOLE, CccSpeech.CUSTOM + ".", "PrimaryLanguage SampleRate AudioChannel")
            .misspelled("LLMType", "minixmax", "minimax")
            .misspelled(CccSpeech.CUSTOM + ".TTSType", "minixmax", "minimax");

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
        ImportReader reading = new ImportReader(CccApi.ID, request, TYPES);
        CccVariables.read(reading, variables);
        TABLES.forEach(table -> table.read(reading));
        return reading.finish(DOCUMENTED, CccApi.INFO.protectedPaths());
    }
}
