package io.voxgate.adapter.tencent.trtc;

import io.voxgate.adapter.RequestFields;
import io.voxgate.adapter.RequestFields.FieldType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Every field that TRTC's documents or its SDK know in a start request, those without a neutral leaf included. */
final class DocumentedFields {
    static final Set<String> START = Set.copyOf(all());

    /**
     * What they hold, where every kind of voice has it the same: {@code AppId} and {@code VoiceType} have two
     * spellings, which their rules read.
     */
    static final RequestFields TYPES = RequestFields.jsonText(TrtcTranslator.JSON_TEXT)
            .sometimesJson(Set.of(TrtcRecognition.CUSTOM))
            .with(FieldType.WHOLE, "", "SdkAppId RoomIdType")
            .with(FieldType.TEXT, "", "RoomId SessionId")
            .with(
                    FieldType.TEXT,
                    "AgentConfig.",
                    "UserId TargetUserId WelcomeMessage TurnDetection.SemanticEagerness AmbientSound.Scene")
            .with(FieldType.WHOLE, "AgentConfig.", """
                    MaxIdleTime WelcomeMessagePriority InterruptMode InterruptSpeechDuration TurnDetectionMode FilterBracketsContent \
                    VoicePrint.Mode SubtitleMode""")
            .with(FieldType.NUMBER, "AgentConfig.", "AmbientSound.Volume")
            .with(FieldType.BOOLEAN, "AgentConfig.", "FilterOneWord")
            .with(FieldType.TEXTS, "AgentConfig.", "InterruptWordList VoicePrint.IdList")
            .with(FieldType.TEXT, "STTConfig.", "Language HotWordList")
            .with(FieldType.TEXTS, "STTConfig.", "AlternativeLanguage")
            .with(FieldType.WHOLE, "STTConfig.", "VadSilenceTime VadLevel")
            .with(
                    FieldType.TEXT,
                    "LLMConfig.",
                    "LLMType Model APIUrl SystemPrompt BotId UserId conversation_id User ConversationId")
            .with(FieldType.BOOLEAN, "LLMConfig.", "Streaming")
            .with(FieldType.NUMBER, "LLMConfig.", "Timeout")
            .with(FieldType.WHOLE, "LLMConfig.", "History HistoryMode")
            .with(FieldType.OBJECT, "LLMConfig.", "MetaInfo Inputs")
            .with(
                    FieldType.TEXT,
                    "TTSConfig.",
                    "TTSType VoiceId Model Language FastVoiceType APIUrl Region VoiceName AudioFormat")
            .with(FieldType.NUMBER, "TTSConfig.", "Speed Volume Pitch Rate")
            .with(FieldType.WHOLE, "TTSConfig.", "SampleRate AudioChannel")
            .misspelled("TTSConfig.TTSType", "minixmax", "minimax");

    private DocumentedFields() {}

    private static Set<String> all() {
        Set<String> fields = new TreeSet<>();
        add(fields, "", "SdkAppId RoomId RoomIdType SessionId AvatarConfig ExperimentalParams");
        add(fields, "AgentConfig.", """
                UserId UserSig TargetUserId MaxIdleTime WelcomeMessage WelcomeMessagePriority InterruptMode InterruptSpeechDuration \
                InterruptWordList TurnDetectionMode TurnDetection.SemanticEagerness FilterOneWord FilterBracketsContent \
                AmbientSound.Scene AmbientSound.Volume VoicePrint.Mode VoicePrint.IdList SubtitleMode""");
        add(fields, "STTConfig.", "Language AlternativeLanguage VadSilenceTime VadLevel HotWordList CustomParam");
        add(fields, "LLMConfig.", """
                LLMType Model APIKey APIUrl Streaming SystemPrompt Timeout History HistoryMode MetaInfo \
                BotId UserId conversation_id Inputs User ConversationId""");
        add(fields, "TTSConfig.", """
                TTSType VoiceId Model Speed Volume Pitch Language AppId SecretId SecretKey VoiceType PrimaryLanguage FastVoiceType \
                APIUrl APIKey GroupId SubscriptionKey Region VoiceName Rate AudioFormat SampleRate AudioChannel""");
        return fields;
    }

    private static void add(Set<String> fields, String prefix, String names) {
        Arrays.stream(names.split(" ")).map(prefix::concat).forEach(fields::add);
    }
}
