package io.voxgate.event.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.voxgate.model.SecretText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers of Standard Webhooks 1.0: one signature for each secret that is valid now. */
final class WebhookSigner {
    private WebhookSigner() {}

    static Map<String, String> headers(OutgoingMessage message, Instant at, List<SecretText> secrets) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Webhook.UNBRANDED_MSG_ID_KEY, message.id());
        headers.put(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(at.getEpochSecond()));
        headers.put(
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
                secrets.stream().map(secret -> signature(message, at, secret)).collect(Collectors.joining(" ")));
        return headers;
    }

    private static String signature(OutgoingMessage message, Instant at, SecretText secret) {
        try {
            return new Webhook(secret.reveal()).sign(message.id(), at.getEpochSecond(), message.body());
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("A webhook's secret cannot sign", e);
        }
    }
}
