package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.RequestFields;
import io.voxgate.adapter.RequestFields.FieldType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** StartAgent's fields, dotted, and the conversions that only this vendor needs. */
final class AlibabaRtcFields {
    /** @see <a href="https://help.aliyun.com/document_detail/2937116.html">StartAgent, read 29 November 2026</a> */
    static final String START = "StartAgent";

    /** @see <a href="https://help.aliyun.com/document_detail/2937116.html">StopAgent, read 29 November 2026</a> */
    static final String STOP = "StopAgent";

    /** @see <a href="https://help.aliyun.com/document_detail/2937116.html">UpdateAgent, read 29 November 2026</a> */
    static final String UPDATE = "UpdateAgent";

    /** @see <a href="https://help.aliyun.com/document_detail/2937116.html">NotifyAgent, read 29 November 2026</a> */
    static final String NOTIFY = "NotifyAgent";

    /** @see <a href="https://help.aliyun.com/document_detail/2937116.html">GetAgent, read 29 November 2026</a> */
    static final String GET = "GetAgent";

    static final String VOICE_CHAT = "VoiceChatConfig.";
    static final String ASR = VOICE_CHAT + "ASRConfig.";
    static final String LLM = VOICE_CHAT + "LLMConfig.";
    static final String TTS = VOICE_CHAT + "TTSConfig.";
    static final String SILENCE = VOICE_CHAT + "AgentSilenceConfig.";
    static final String AMBIENT = VOICE_CHAT + "AmbientSoundConfig.";
    static final String SEMANTIC_PUNCTUATION = ASR + "SemanticPunctuationEnabled";
    static final String SEMANTICS_INTERRUPT = VOICE_CHAT + "InterruptConfig.SemanticsInterrupt";

    /** Parameters that are one text each, holding a JSON object. */
    static final Set<String> JSON_TEXT = Set.of("RtcConfig", "VoiceChatConfig");

    /** The same of the operations on a running agent. */
    static final Set<String> COMMAND_JSON_TEXT = Set.of("VoiceChatConfig", "BackgroundMusic");

    /** What the RPC protocol itself puts beside the business parameters; a request copied from a log may carry it. */
    static final Set<String> PROTOCOL = Set.of(
            "Action",
            "Version",
            "Format",
            "RegionId",
            "AccessKeyId",
            "SecurityToken",
            "Signature",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "Timestamp");

    /** Which task of which app it is, and who is in it: what a connection, a channel and Voxgate itself give. */
    static final Set<String> TASK =
            Set.of("AppId", "ChannelId", "TaskId", "TemplateId", "RtcConfig.UserId", "RtcConfig.TargetUserIds");

    /** Where a provider is called, and with which key: what an agent's credentials give. */
    static final Set<String> PROVIDER_ACCESS = Set.of(LLM + "ApiKey", LLM + "Url", TTS + "ApiKey");

    /** What {@code vendorOptions} may not hold. */
    static final Set<String> PROTECTED =
            Stream.of(PROTOCOL, TASK, PROVIDER_ACCESS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /**
     * Documented fields that no neutral setting names, and those whose values may have no inverse; the task's and the
     * providers' access are among them.
     */
    static final Set<String> DOCUMENTED = with(
            with(TASK, PROVIDER_ACCESS.toArray(String[]::new)),
            "RtcConfig.UserInactivityTimeout",
            VOICE_CHAT + "ChatMode",
            VOICE_CHAT + "InterruptMode",
            VOICE_CHAT + "Greeting",
            VOICE_CHAT + "EnableVideoUnderstanding",
            VOICE_CHAT + "preferVideo",
            ASR + "SourceLanguage",
            ASR + "LanguageHints",
            SEMANTIC_PUNCTUATION,
            ASR + "MaxSentenceSilence",
            ASR + "VocabularyId",
            ASR + "VadConfig.InterruptSpeechDuration",
            LLM + "Vendor",
            LLM + "Model",
            LLM + "Temperature",
            LLM + "TopP",
            LLM + "MaxToken",
            LLM + "HistoryDepth",
            LLM + "Prompt",
            LLM + "Params",
            LLM + "AppId",
            LLM + "BizParams",
            LLM + "Tools",
            LLM + "ToolExecutionConfig",
            TTS + "Vendor",
            TTS + "Model",
            TTS + "Voice",
            TTS + "Volume",
            TTS + "Rate",
            TTS + "Pitch",
            TTS + "FilterBrackets",
            SILENCE + "Enable",
            SILENCE + "AlertTimeout",
            SILENCE + "Strategy",
            SILENCE + "Content",
            SILENCE + "WebhookTriggerTimeout",
            AMBIENT + "SoundId",
            AMBIENT + "Volume",
            SEMANTICS_INTERRUPT,
            VOICE_CHAT + "BackChannelConfig.UserTurnEnd",
            VOICE_CHAT + "BackChannelConfig.Version");

    /** What they hold. The vendor's clients send the objects as objects or as texts. */
    static final RequestFields TYPES = RequestFields.jsonText(JSON_TEXT)
            .orObjects()
            .with(FieldType.TEXT, "", "AppId ChannelId TaskId TemplateId RtcConfig.UserId VoiceChatConfig.Greeting")
            .with(FieldType.TEXTS, "", "RtcConfig.TargetUserIds")
            .with(
                    FieldType.WHOLE,
                    "",
                    "RtcConfig.UserInactivityTimeout VoiceChatConfig.ChatMode VoiceChatConfig.InterruptMode VoiceChatConfig.preferVideo")
            .with(
                    FieldType.BOOLEAN,
                    VOICE_CHAT,
                    "EnableVideoUnderstanding InterruptConfig.SemanticsInterrupt BackChannelConfig.UserTurnEnd")
            .with(FieldType.TEXT, ASR, "SourceLanguage VocabularyId")
            .with(FieldType.TEXTS, ASR, "LanguageHints")
            .with(FieldType.BOOLEAN, ASR, "SemanticPunctuationEnabled")
            .with(FieldType.WHOLE, ASR, "MaxSentenceSilence VadConfig.InterruptSpeechDuration")
            .with(FieldType.TEXT, LLM, "Vendor Model Prompt Url AppId")
            .with(FieldType.NUMBER, LLM, "Temperature TopP")
            .with(FieldType.WHOLE, LLM, "MaxToken HistoryDepth")
            .with(FieldType.TEXT, TTS, "Vendor Model Voice")
            .with(FieldType.NUMBER, TTS, "Rate Pitch")
            .with(FieldType.WHOLE, TTS, "Volume")
            .with(FieldType.BOOLEAN, SILENCE, "Enable")
            .with(FieldType.WHOLE, SILENCE, "AlertTimeout Strategy WebhookTriggerTimeout")
            .with(FieldType.TEXT, SILENCE, "Content")
            .with(FieldType.TEXT, AMBIENT, "SoundId")
            .with(FieldType.WHOLE, AMBIENT, "Volume");

    private AlibabaRtcFields() {}

    static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** A whole number in the vendor's range; an import takes only whole ones. */
    static FieldConversion whole(String min, String max) {
        FieldConversion range = FieldConversions.range(min, max);
        return FieldConversion.of(
                range::toWire,
                wire -> Optional.of(wire).filter(JsonNode::isIntegralNumber).flatMap(range::toNeutral));
    }

    /**
     * The same text; an import of an empty one has no inverse, because whether it clears the template's is not
     * documented.
     */
    static FieldConversion spoken() {
        FieldConversion text = FieldConversions.text();
        return FieldConversion.of(
                text::toWire,
                wire -> text.toNeutral(wire).filter(t -> !t.asText().isEmpty()));
    }
}
