package io.voxgate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.model.CauseKind;
import io.voxgate.model.SecretText;
import io.voxgate.model.Tts;
import io.voxgate.model.TtsAzure;
import io.voxgate.model.TtsCartesia;
import io.voxgate.model.TtsCosyvoice;
import io.voxgate.model.TtsCustom;
import io.voxgate.model.TtsElevenlabs;
import io.voxgate.model.TtsMinimax;
import io.voxgate.model.TtsPlatform;
import io.voxgate.model.TtsTencent;
import io.voxgate.model.TtsVolcengine;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the key of a voice is tried: two characters are spoken, which shows the voice and the model too. */
public final class VoiceProbes {
    private static final String WORDS = "Hi";
    private static final String TWO_CHARACTERS = "The synthesis of two characters (\"Hi\").";
    private static final String NOTHING =
            "Nothing: it asks for the list of models, since this voice speaks over WebSocket only.";
    private static final String OPERATION = "verifyVoice";

    private VoiceProbes() {}

    /** @param fields of the credential, those that the provider needs are there */
    public static KeyProbe of(Tts tts, Map<String, SecretText> fields) {
        return switch (tts) {
            case TtsMinimax minimax -> minimax(minimax, fields);
            case TtsAzure azure -> azure(azure, fields);
            case TtsCartesia cartesia -> cartesia(cartesia, fields);
            case TtsElevenlabs elevenlabs -> elevenlabs(elevenlabs, fields);
            case TtsVolcengine volcengine -> volcengine(volcengine, fields);
            case TtsCustom custom -> custom(custom, fields);
            case TtsCosyvoice _ -> cosyvoice(fields);
            case TtsTencent _ ->
                new KeyProbe.NotTried(
                        "A Tencent Cloud voice is called with a signature of Tencent's; it is not tried here.");
            case TtsPlatform _ ->
                new KeyProbe.NotTried("The vendor's own voice has no key that could be tried without it.");
        };
    }

    private static KeyProbe minimax(TtsMinimax tts, Map<String, SecretText> fields) {
        String voice = voice(tts);
        if (ProbeRequest.unusable(voice)) {
            return withoutVoice();
        }
        URI base = ProbeRequest.url(tts.url()).orElse(URI.create("https://api.minimax.chat/v1/t2a_v2"));
        String path = ProbeRequest.path(base);
        URI whole = path.endsWith("/t2a_v2") ? base : ProbeRequest.withPath(base, path + "/t2a_v2");
        Optional<SecretText> group = Optional.ofNullable(fields.get("groupId"));
        URI grouped = group.isPresent() && whole.getRawQuery() == null
                ? URI.create(
                        whole + "?GroupId=" + ProbeRequest.encoded(group.get().reveal()))
                : whole;
        ObjectNode body = Json.object().put("text", WORDS).put("stream", false);
        body.put("model", tts.model() == null ? "speech-02-turbo" : tts.model());
        body.putObject("voice_setting").put("voice_id", voice);
        return call(ProbeRequest.to(grouped).bearer(key(fields)).post(OPERATION, body), ReplyReadings::ofMinimax);
    }

    private static KeyProbe azure(TtsAzure tts, Map<String, SecretText> fields) {
        if (ProbeRequest.unusable(tts.voice()) || !regional(tts.region())) {
            return new KeyProbe.NotTried("The agent names no voice or no region, or not in a form that can be tried.");
        }
        String language = tts.language() == null ? "en-US" : tts.language();
        String ssml = "<speak version='1.0' xml:lang='" + escaped(language) + "'><voice name='"
                + escaped(String.valueOf(tts.voice())) + "'>" + WORDS + "</voice></speak>";
        return call(
                ProbeRequest.to(URI.create(
                                "https://" + tts.region() + ".tts.speech.microsoft.com/cognitiveservices/v1"))
                        .header("Ocp-Apim-Subscription-Key", secret(fields, "subscriptionKey"))
                        .header("X-Microsoft-OutputFormat", "raw-8khz-8bit-mono-mulaw")
                        .post(OPERATION, "application/ssml+xml", ssml),
                ReplyReadings::byStatus);
    }

    private static KeyProbe cartesia(TtsCartesia tts, Map<String, SecretText> fields) {
        String voice = voice(tts);
        if (ProbeRequest.unusable(voice) || ProbeRequest.unusable(tts.model())) {
            return withoutVoice();
        }
        ObjectNode body = Json.object().put("model_id", tts.model()).put("transcript", WORDS);
        body.putObject("voice").put("mode", "id").put("id", voice);
        body.putObject("output_format")
                .put("container", "raw")
                .put("encoding", "pcm_mulaw")
                .put("sample_rate", 8000);
        return call(
                ProbeRequest.to(URI.create("https://api.cartesia.ai/tts/bytes"))
                        .header("X-API-Key", key(fields).reveal())
                        .header("Cartesia-Version", "2024-06-10")
                        .post(OPERATION, body),
                ReplyReadings::byStatus);
    }

    private static KeyProbe elevenlabs(TtsElevenlabs tts, Map<String, SecretText> fields) {
        String voice = voice(tts);
        if (ProbeRequest.unusable(voice)) {
            return withoutVoice();
        }
        ObjectNode body = Json.object().put("text", WORDS);
        if (tts.model() != null) {
            body.put("model_id", tts.model());
        }
        return call(
                ProbeRequest.to(URI.create("https://api.elevenlabs.io/v1/text-to-speech/"
                                + ProbeRequest.encoded(String.valueOf(voice))))
                        .header("xi-api-key", key(fields).reveal())
                        .post(OPERATION, body),
                ReplyReadings::byStatus);
    }

    private static KeyProbe volcengine(TtsVolcengine tts, Map<String, SecretText> fields) {
        String voice = voice(tts);
        if (ProbeRequest.unusable(voice)) {
            return withoutVoice();
        }
        ObjectNode body = Json.object();
        body.putObject("app")
                .put("appid", secret(fields, "appId"))
                .put("token", secret(fields, "token"))
                .put("cluster", "volcano_tts");
        body.putObject("user").put("uid", "voxgate");
        body.putObject("audio").put("voice_type", voice).put("encoding", "pcm");
        body.putObject("request")
                .put("reqid", "voxgate-verify")
                .put("text", WORDS)
                .put("operation", "query");
        return call(
                ProbeRequest.to(URI.create("https://openspeech.bytedance.com/api/v1/tts"))
                        .header("Authorization", "Bearer;" + secret(fields, "token"))
                        .post(OPERATION, body),
                ReplyReadings::ofVolcengine);
    }

    /** The protocol of Tencent's custom voices, by which the vendor calls it too. */
    private static KeyProbe custom(TtsCustom tts, Map<String, SecretText> fields) {
        Optional<URI> url = ProbeRequest.url(tts.url());
        if (url.isEmpty()) {
            return new KeyProbe.NotTried("The agent names no url of the voice.");
        }
        ObjectNode body = Json.object()
                .put("Text", WORDS)
                .put("Format", tts.format() == Tts.AudioFormat.PCM ? "pcm" : "wav")
                .put("SampleRate", tts.sampleRate() == null ? 16_000 : tts.sampleRate())
                .put("Channel", tts.channels() == null ? 1 : tts.channels());
        return call(ProbeRequest.to(url.get()).bearer(key(fields)).post(OPERATION, body), ReplyReadings::ofCustomVoice);
    }

    private static KeyProbe cosyvoice(Map<String, SecretText> fields) {
        return new KeyProbe.ProbeCall(
                ProbeRequest.to(URI.create("https://dashscope.aliyuncs.com/compatible-mode/v1/models"))
                        .bearer(key(fields))
                        .get(OPERATION),
                NOTHING,
                ReplyReadings::byStatus);
    }

    private static KeyProbe call(HttpCall call, Function<HttpReply, Optional<CauseKind>> reading) {
        return new KeyProbe.ProbeCall(call, TWO_CHARACTERS, reading);
    }

    private static KeyProbe withoutVoice() {
        return new KeyProbe.NotTried("The agent names no voice or model, or one that is different in each session.");
    }

    private static @Nullable String voice(Tts tts) {
        return tts.voice() == null ? tts.clonedVoice() : tts.voice();
    }

    private static SecretText key(Map<String, SecretText> fields) {
        return new SecretText(secret(fields, "apiKey"));
    }

    private static String secret(Map<String, SecretText> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(SecretText::reveal).orElse("");
    }

    /** It becomes a part of a host's name. */
    static boolean regional(@Nullable String region) {
        return region != null && region.matches("[a-z0-9]{2,40}");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
    }
}
