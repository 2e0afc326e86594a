package io.voxgate.adapter.tencent.trtc;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Every field that TRTC's documents or its SDK know in a start request, those without a neutral leaf included. */
final class DocumentedFields {
    static final Set<String> START = Set.copyOf(all());

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
