package io.voxgate.provider;

import io.voxgate.adapter.HttpCall;
import io.voxgate.model.SecretText;
import io.voxgate.model.Stt;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** How the key of a recognition service is tried: no sound is sent, and nothing is billed. */
public final class RecognitionProbes {
    private static final String NOTHING = "Nothing: only the key is checked, no sound is sent.";
    private static final String OPERATION = "verifyRecognition";

    private RecognitionProbes() {}

    /** @param fields of the credential, those that the provider needs are there */
    public static KeyProbe of(Stt stt, Map<String, SecretText> fields) {
        return switch (stt.provider() == null ? Stt.Provider.PLATFORM : stt.provider()) {
            case DEEPGRAM ->
                call(ProbeRequest.to(URI.create("https://api.deepgram.com/v1/projects"))
                        .header("Authorization", "Token " + secret(fields, "apiKey"))
                        .get(OPERATION));
            case SONIOX ->
                call(ProbeRequest.to(URI.create("https://api.soniox.com/v1/models"))
                        .header("Authorization", "Bearer " + secret(fields, "apiKey"))
                        .get(OPERATION));
            case AZURE ->
                VoiceProbes.regional(stt.region())
                        ? call(ProbeRequest.to(URI.create(
                                        "https://" + stt.region() + ".api.cognitive.microsoft.com/sts/v1.0/issueToken"))
                                .header("Ocp-Apim-Subscription-Key", secret(fields, "subscriptionKey"))
                                .post(OPERATION, "application/x-www-form-urlencoded", ""))
                        : new KeyProbe.NotTried("The agent names no region of Azure.");
            case TENCENT ->
                new KeyProbe.NotTried(
                        "Tencent Cloud's recognition is called with a signature of Tencent's; it is not tried here.");
            case PLATFORM -> new KeyProbe.NotTried("The vendor itself recognises the speech; there is no key.");
        };
    }

    private static KeyProbe call(HttpCall call) {
        return new KeyProbe.ProbeCall(call, NOTHING, ReplyReadings::byStatus);
    }

    private static String secret(Map<String, SecretText> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(SecretText::reveal).orElse("");
    }
}
