package io.voxgate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.model.CauseKind;
import io.voxgate.model.Llm;
import io.voxgate.model.SecretText;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the key of a language model is tried by its own protocol: one token of an answer, or a question that costs
 * nothing where an answer could not be kept so short.
 */
public final class ModelProbes {
    private static final String ONE_TOKEN =
            "One request with the word \"Hi\" and an answer of at most one token: about ten tokens of the model.";
    private static final String NOTHING = "Nothing: it asks about the app, which answers nobody.";
    private static final String DASHSCOPE = "https://dashscope.aliyuncs.com/compatible-mode/v1";
    private static final String MINIMAX = "https://api.minimax.chat/v1";
    private static final String CHAT = "/chat/completions";
    private static final String OPERATION = "verifyModel";

    private ModelProbes() {}

    public static KeyProbe of(Llm llm, SecretText key) {
        return switch (llm.protocol()) {
            case OPENAI -> openai(llm, llm.url(), key);
            case AZURE -> azure(llm, key);
            case MINIMAX -> minimax(llm, key);
            case DIFY -> dify(llm, key);
            case COZE -> coze(llm, key);
            case DASHSCOPE -> dashscope(llm, key);
        };
    }

    private static KeyProbe openai(Llm llm, @Nullable String base, SecretText key) {
        Optional<URI> url = ProbeRequest.url(base);
        if (url.isEmpty()) {
            return new KeyProbe.NotTried("The agent names no url of the model.");
        }
        if (ProbeRequest.unusable(llm.model())) {
            return new KeyProbe.NotTried("The agent names no model, or one that is different in each session.");
        }
        URI chat = ending(url.get(), CHAT, "/completions");
        return call(ProbeRequest.to(chat).bearer(key), chat(llm.model()), ReplyReadings::ofChat);
    }

    /** The deployment is in the path; a URL without one gets the model's name. */
    private static KeyProbe azure(Llm llm, SecretText key) {
        Optional<URI> url = ProbeRequest.url(llm.url());
        if (url.isEmpty()) {
            return new KeyProbe.NotTried("The agent names no url of the model.");
        }
        URI base = url.get();
        boolean whole = ProbeRequest.path(base).endsWith(CHAT);
        if (!whole && !ProbeRequest.path(base).contains("/deployments/") && ProbeRequest.unusable(llm.model())) {
            return new KeyProbe.NotTried("Neither the url nor the model names a deployment.");
        }
        String path = ProbeRequest.path(base);
        String deployment = path.contains("/deployments/")
                ? path
                : path + "/openai/deployments/" + ProbeRequest.encoded(String.valueOf(llm.model()));
        URI chat = ProbeRequest.withPath(base, whole ? path : deployment + CHAT);
        URI versioned = chat.getRawQuery() == null ? URI.create(chat + "?api-version=2024-06-01") : chat;
        return call(
                ProbeRequest.to(versioned).header("api-key", key.reveal()), chat(llm.model()), ReplyReadings::ofChat);
    }

    private static KeyProbe minimax(Llm llm, SecretText key) {
        if (ProbeRequest.unusable(llm.model())) {
            return new KeyProbe.NotTried("The agent names no model, or one that is different in each session.");
        }
        URI base = ProbeRequest.url(llm.url()).orElse(URI.create(MINIMAX));
        URI chat = ending(base, "/text/chatcompletion_v2", "/chatcompletion_v2");
        return call(ProbeRequest.to(chat).bearer(key), chat(llm.model()), ReplyReadings::ofMinimax);
    }

    /** An answer of an app cannot be kept short, so that only its description is asked for. */
    private static KeyProbe dify(Llm llm, SecretText key) {
        return ProbeRequest.url(llm.url())
                .map(url -> asked(url, key))
                .orElseGet(() -> new KeyProbe.NotTried("The agent names no url of the app."));
    }

    private static KeyProbe asked(URI url, SecretText key) {
        String base = ProbeRequest.path(url);
        String root =
                base.endsWith("/chat-messages") ? base.substring(0, base.length() - "/chat-messages".length()) : base;
        return free(ProbeRequest.to(ProbeRequest.withPath(url, root + "/info")).bearer(key), ReplyReadings::byStatus);
    }

    private static KeyProbe coze(Llm llm, SecretText key) {
        Optional<URI> url = ProbeRequest.url(llm.url());
        if (url.isEmpty() || ProbeRequest.unusable(llm.appId())) {
            return new KeyProbe.NotTried("The agent names no url, or no appId of the bot.");
        }
        URI online = URI.create(url.get().getScheme() + "://" + url.get().getRawAuthority()
                + "/v1/bot/get_online_info?bot_id=" + ProbeRequest.encoded(String.valueOf(llm.appId())));
        return free(ProbeRequest.to(online).bearer(key), ReplyReadings::ofCoze);
    }

    /** A hosted app answers at length, so that only the list of models is asked for. */
    private static KeyProbe dashscope(Llm llm, SecretText key) {
        URI base = ProbeRequest.url(llm.url()).orElse(URI.create(DASHSCOPE));
        if (llm.appId() == null && !ProbeRequest.unusable(llm.model())) {
            return openai(llm, base.toString(), key);
        }
        URI models = URI.create(DASHSCOPE + "/models");
        return free(ProbeRequest.to(models).bearer(key), ReplyReadings::byStatus);
    }

    private static KeyProbe call(
            ProbeRequest request, ObjectNode body, Function<HttpReply, Optional<CauseKind>> reading) {
        return new KeyProbe.ProbeCall(request.post(OPERATION, body), ONE_TOKEN, reading);
    }

    private static KeyProbe free(ProbeRequest request, Function<HttpReply, Optional<CauseKind>> reading) {
        return new KeyProbe.ProbeCall(request.get(OPERATION), NOTHING, reading);
    }

    private static ObjectNode chat(@Nullable String model) {
        ObjectNode body = Json.object().put("max_tokens", 1).put("stream", false);
        if (model != null) {
            body.put("model", model);
        }
        body.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        return body;
    }

    /** The URL itself when its path ends so already, else with the ending. */
    private static URI ending(URI url, String ending, String known) {
        String path = ProbeRequest.path(url);
        return path.endsWith(known) ? url : ProbeRequest.withPath(url, path + ending);
    }
}
