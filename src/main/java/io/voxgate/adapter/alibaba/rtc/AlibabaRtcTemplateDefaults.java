package io.voxgate.adapter.alibaba.rtc;

import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.ASR;
import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.LLM;
import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.SILENCE;
import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.TTS;
import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.VOICE_CHAT;

import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a start does not send comes from the template in the vendor's console, which every start names
 * ({@code TemplateId}); the defaults of the vendor's pages are those of a new template, and say nothing of this one.
 * {@code RtcConfig} is in no template.
 */
final class AlibabaRtcTemplateDefaults implements MappingRule {
    private static final Map<String, String> FIELDS = fields();

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("/greeting/text", VOICE_CHAT + "Greeting");
        fields.put("/interruption/mode", AlibabaRtcTurnTaking.INTERRUPT_MODE);
        fields.put("/interruption/minSpeechMs", ASR + "VadConfig.InterruptSpeechDuration");
        fields.put("/vad/silenceMs", ASR + "MaxSentenceSilence");
        fields.put("/turnDetection/mode", AlibabaRtcTurnTaking.CHAT_MODE);
        fields.put("/stt/language", ASR + "LanguageHints");
        fields.put("/stt/vocabularyId", ASR + "VocabularyId");
        fields.put("/llm/model", LLM + "Model");
        fields.put("/llm/systemPrompt", LLM + "Prompt");
        fields.put("/llm/temperature", LLM + "Temperature");
        fields.put("/llm/topP", LLM + "TopP");
        fields.put("/llm/maxTokens", LLM + "MaxToken");
        fields.put("/llm/historyTurns", LLM + "HistoryDepth");
        fields.put("/llm/metadata", LLM + "Params");
        fields.put("/tts/voice", TTS + "Voice");
        fields.put("/tts/model", TTS + "Model");
        fields.put("/tts/speed", TTS + "Rate");
        fields.put("/tts/volume", TTS + "Volume");
        fields.put("/tts/pitch", TTS + "Pitch");
        fields.put("/tts/skipBrackets", TTS + "FilterBrackets");
        fields.put("/silence/enabled", SILENCE + "Enable");
        fields.put("/silence/reminder/afterMs", SILENCE + "AlertTimeout");
        fields.put("/silence/reminder/action", SILENCE + "Strategy");
        fields.put("/silence/reminder/text", SILENCE + "Content");
        fields.put("/silence/notifyAfterMs", SILENCE + "WebhookTriggerTimeout");
        fields.put("/ambientSound/soundId", AlibabaRtcFields.AMBIENT + "SoundId");
        fields.put("/ambientSound/volume", AlibabaRtcFields.AMBIENT + "Volume");
        fields.put("/backchannel/enabled", VOICE_CHAT + "BackChannelConfig.UserTurnEnd");
        return fields;
    }

    @Override
    public void write(TranslationBuilder builder) {
        FIELDS.forEach(builder::templateDefault);
    }

    @Override
    public void read(ImportReader reading) {
        // What the vendor's request leaves out, the agent leaves out too.
    }
}
