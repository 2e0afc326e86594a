package io.voxgate.vendor.tencent.trtc;

import static io.voxgate.vendor.Conversions.bool;
import static io.voxgate.vendor.Conversions.range;
import static io.voxgate.vendor.Conversions.seconds;
import static io.voxgate.vendor.Conversions.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.Fault;
import io.voxgate.model.Llm.Protocol;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.FieldTable.Rule;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.tencent.trtc.Rules.Key;
import io.voxgate.vendor.tencent.trtc.Rules.Lacking;
import io.voxgate.vendor.tencent.trtc.Rules.Required;

/** The language model ({@code LLMConfig}). TRTC documents other keys for each {@code LLMType}; only those are sent. */
final class LanguageModel implements Rule {
    private static final String TYPE = "LLMConfig.LLMType";
    private static final String PROTOCOL = "/llm/protocol";
    private static final Codes TYPES = Codes.of("openai", "openai").and("minimax", "openai").and("dify", "dify").and("coze", "coze");
    private static final Codes HISTORY_MODES = Codes.of("generated", 0).and("spoken", 1);
    private static final String UNDOCUMENTED = "TRTC documents no such key. It can be tried as llm.extraBody, which is put into the request to the model.";

    private static final Rule NEEDS_URL = new Required("/llm/url", "TRTC needs the model's address in llm.url.");
    private static final Rule NEEDS_KEY = new Required("/llm/credentialRef", "TRTC needs a credential with the field apiKey for the model.");

    private static final FieldTable OPENAI = openai("/chat/completions");
    private static final FieldTable MINIMAX = openai("/text/chatcompletion_v2");

    private static final FieldTable DIFY = FieldTable.of(
            new Key("/llm/credentialRef", "LLMConfig.APIKey", "llm", "apiKey", false, true),
            Field.of("/llm/url", "LLMConfig.APIUrl", LlmUrl.completedBy("/chat-messages")),
            Field.of("/llm/streaming", "LLMConfig.Streaming", bool()).vendorDefault(true),
            Field.of("/llm/inputs", "LLMConfig.Inputs", Rules.object()),
            Field.of("/llm/user", "LLMConfig.User", text()),
            Field.of("/llm/conversationId", "LLMConfig.ConversationId", text()),
            NEEDS_URL, NEEDS_KEY);

    private static final FieldTable COZE = FieldTable.of(
            Field.of("/llm/appId", "LLMConfig.BotId", text()),
            new Required("/llm/appId", "TRTC needs the Coze bot's id in llm.appId."),
            new Key("/llm/credentialRef", "LLMConfig.APIKey", "llm", "apiKey", false, true),
            Field.of("/llm/url", "LLMConfig.APIUrl", LlmUrl.completedBy("/chat")),
            Field.of("/llm/streaming", "LLMConfig.Streaming", bool()).vendorDefault(true),
            Field.of("/llm/user", "LLMConfig.UserId", text()),
            Field.of("/llm/conversationId", "LLMConfig.conversation_id", text()),
            NEEDS_URL, NEEDS_KEY);

    private static FieldTable openai(String suffix) {
        return FieldTable.of(
                Field.of("/llm/model", "LLMConfig.Model", text()),
                new Required("/llm/model", "TRTC needs the model's name in llm.model."),
                new Key("/llm/credentialRef", "LLMConfig.APIKey", "llm", "apiKey", false, true),
                Field.of("/llm/url", "LLMConfig.APIUrl", LlmUrl.completedBy(suffix)),
                Field.of("/llm/streaming", "LLMConfig.Streaming", bool()),
                Field.of("/llm/systemPrompt", "LLMConfig.SystemPrompt", text()),
                Field.of("/llm/timeoutMs", "LLMConfig.Timeout", seconds(3, "1", "50")).vendorDefault(3),
                Field.of("/llm/historyTurns", "LLMConfig.History", range("0", "50")).vendorDefault(0),
                Field.of("/llm/historyMode", "LLMConfig.HistoryMode", HISTORY_MODES).vendorDefault(0)
                        .onlyIf(draft -> !draft.word("/llm/historyTurns").equals("0"), "No effect with llm.historyTurns 0."),
                new RequestBody(),
                new Lacking("/llm/temperature", UNDOCUMENTED),
                new Lacking("/llm/topP", UNDOCUMENTED),
                new Lacking("/llm/maxTokens", UNDOCUMENTED),
                new Lacking("/llm", "No effect with llm.protocol openai or minimax."),
                NEEDS_URL, NEEDS_KEY);
    }

    @Override
    public void write(Draft draft) {
        Protocol protocol = draft.agent().llm().protocol();
        draft.convert(PROTOCOL, TYPE, TYPES);
        switch (protocol) {
            case OPENAI -> OPENAI.write(draft);
            case MINIMAX -> MINIMAX.write(draft);
            case DIFY -> DIFY.write(draft);
            case COZE -> COZE.write(draft);
            case AZURE -> foreign(draft, "TRTC speaks the protocols openai, minimax, dify and coze.");
            case DASHSCOPE -> foreign(draft, "TRTC speaks the protocols openai, minimax, dify and coze. Bailian's OpenAI-compatible address can be used with openai.");
        }
        new Lacking("/llm", "TRTC documents no such key for llm.protocol " + draft.word(PROTOCOL) + ". It can be tried through vendorOptions.").write(draft);
    }

    private static void foreign(Draft draft, String note) {
        draft.rejected(PROTOCOL, note);
        new Lacking("/llm", "Not sent, as TRTC cannot use this llm.protocol.").write(draft);
    }

    @Override
    public void read(Reading reading) {
        if (reading.peek(TYPE).isEmpty()) {
            reading.fault(new Fault("/request/LLMConfig", "REQUIRED", "LLMConfig with an LLMType is needed: an agent without a language model does not exist."));
            return;
        }
        reading.convert(TYPE, PROTOCOL, TYPES);
        switch (reading.agent(PROTOCOL).map(JsonNode::asText).orElse("")) {
            case "dify" -> DIFY.read(reading);
            case "coze" -> COZE.read(reading);
            case "openai" -> OPENAI.read(reading);
            case String _ -> {
                // The type itself stays in vendorOptions, where it wins over the nearest protocol.
                reading.set(PROTOCOL, Json.text("openai"));
                OPENAI.read(reading);
            }
        }
    }
}
