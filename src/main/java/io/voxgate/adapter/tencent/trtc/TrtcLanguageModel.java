package io.voxgate.adapter.tencent.trtc;

import static io.voxgate.adapter.FieldConversions.bool;
import static io.voxgate.adapter.FieldConversions.range;
import static io.voxgate.adapter.FieldConversions.seconds;
import static io.voxgate.adapter.FieldConversions.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.ProviderKey;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.Required;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.Unsupported;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Llm.Protocol;

/** The language model ({@code LLMConfig}). TRTC documents other keys for each {@code LLMType}; only those are sent. */
final class TrtcLanguageModel implements MappingRule {
    private static final String TYPE = "LLMConfig.LLMType";
    private static final String PROTOCOL = "/llm/protocol";
    private static final EnumMapping TYPES = EnumMapping.of("openai", "openai")
            .and("minimax", "openai")
            .and("dify", "dify")
            .and("coze", "coze");
    private static final EnumMapping HISTORY_MODES =
            EnumMapping.of("generated", 0).and("spoken", 1);
    private static final String UNDOCUMENTED =
            "TRTC documents no such key. It can be tried as llm.extraBody, which is put into the request to the model.";

    private static final MappingRule NEEDS_URL = new Required("/llm/url", "TRTC needs the model's address in llm.url.");
    private static final MappingRule NEEDS_KEY =
            new Required("/llm/credentialRef", "TRTC needs a credential with the field apiKey for the model.");

    private static final FieldMappings OPENAI = openai("/chat/completions");
    private static final FieldMappings MINIMAX = openai("/text/chatcompletion_v2");

    private static final FieldMappings DIFY = FieldMappings.of(
            new ProviderKey("/llm/credentialRef", "LLMConfig.APIKey", "llm", "apiKey", false, true),
            FieldMapping.of("/llm/url", "LLMConfig.APIUrl", LlmUrl.completedBy("/chat-messages")),
            FieldMapping.of("/llm/streaming", "LLMConfig.Streaming", bool()).vendorDefault(true),
            FieldMapping.of("/llm/inputs", "LLMConfig.Inputs", TrtcSharedRules.object()),
            FieldMapping.of("/llm/user", "LLMConfig.User", text()),
            FieldMapping.of("/llm/conversationId", "LLMConfig.ConversationId", text()),
            NEEDS_URL,
            NEEDS_KEY);

    private static final FieldMappings COZE = FieldMappings.of(
            FieldMapping.of("/llm/appId", "LLMConfig.BotId", text()),
            new Required("/llm/appId", "TRTC needs the Coze bot's id in llm.appId."),
            new ProviderKey("/llm/credentialRef", "LLMConfig.APIKey", "llm", "apiKey", false, true),
            FieldMapping.of("/llm/url", "LLMConfig.APIUrl", LlmUrl.completedBy("/chat")),
            FieldMapping.of("/llm/streaming", "LLMConfig.Streaming", bool()).vendorDefault(true),
            FieldMapping.of("/llm/user", "LLMConfig.UserId", text()),
            FieldMapping.of("/llm/conversationId", "LLMConfig.conversation_id", text()),
            NEEDS_URL,
            NEEDS_KEY);

    private static FieldMappings openai(String suffix) {
        return FieldMappings.of(
                FieldMapping.of("/llm/model", "LLMConfig.Model", text()),
                new Required("/llm/model", "TRTC needs the model's name in llm.model."),
                new ProviderKey("/llm/credentialRef", "LLMConfig.APIKey", "llm", "apiKey", false, true),
                FieldMapping.of("/llm/url", "LLMConfig.APIUrl", LlmUrl.completedBy(suffix)),
                FieldMapping.of("/llm/streaming", "LLMConfig.Streaming", bool()),
                FieldMapping.of("/llm/systemPrompt", "LLMConfig.SystemPrompt", text()),
                FieldMapping.of("/llm/timeoutMs", "LLMConfig.Timeout", seconds(3, "1", "50"))
                        .vendorDefault(3),
                FieldMapping.of("/llm/historyTurns", "LLMConfig.History", range("0", "50"))
                        .vendorDefault(0),
                FieldMapping.of("/llm/historyMode", "LLMConfig.HistoryMode", HISTORY_MODES)
                        .vendorDefault(0)
                        .onlyIf(
                                builder -> !builder.word("/llm/historyTurns").equals("0"),
                                "No effect with llm.historyTurns 0."),
                new RequestBody(),
                new Unsupported("/llm/temperature", UNDOCUMENTED),
                new Unsupported("/llm/topP", UNDOCUMENTED),
                new Unsupported("/llm/maxTokens", UNDOCUMENTED),
                new Unsupported("/llm", "No effect with llm.protocol openai or minimax."),
                NEEDS_URL,
                NEEDS_KEY);
    }

    @Override
    public void write(TranslationBuilder builder) {
        Protocol protocol = builder.agent().llm().protocol();
        builder.convert(PROTOCOL, TYPE, TYPES);
        switch (protocol) {
            case OPENAI -> OPENAI.write(builder);
            case MINIMAX -> MINIMAX.write(builder);
            case DIFY -> DIFY.write(builder);
            case COZE -> COZE.write(builder);
            case AZURE -> foreign(builder, "TRTC speaks the protocols openai, minimax, dify and coze.");
            case DASHSCOPE ->
                foreign(
                        builder,
                        "TRTC speaks the protocols openai, minimax, dify and coze. Bailian's "
                                + "OpenAI-compatible address can be used with openai.");
        }
        new Unsupported(
                        "/llm",
                        "TRTC documents no such key for llm.protocol " + builder.word(PROTOCOL)
                                + ". It can be tried through vendorOptions.")
                .write(builder);
    }

    private static void foreign(TranslationBuilder builder, String note) {
        builder.rejected(PROTOCOL, note);
        new Unsupported("/llm", "Not sent, as TRTC cannot use this llm.protocol.").write(builder);
    }

    @Override
    public void read(ImportReader reading) {
        if (reading.peek(TYPE).isEmpty()) {
            reading.fault(new Fault(
                    "/request/LLMConfig",
                    "REQUIRED",
                    "LLMConfig with an LLMType is needed: an agent without a language model does not exist."));
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
