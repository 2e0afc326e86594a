package io.voxgate.canary;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Secrets that give access: of webhooks, of streams, of keys that open nothing. */
abstract class CanaryAccess extends CanaryAgents {
    CanaryAccess(Gateway gateway, ResponseRecorder out, CanarySecrets canaries) {
        super(gateway, out, canaries);
    }

    void webhooks() {
        for (String action : List.of("", "/rotate-secret")) {
            String name = "webhook secret" + action;
            Reply given = admin(
                    action.isEmpty() ? "PUT" : "POST",
                    "/v1/webhooks/hook" + action,
                    Map.of("url", "http://127.0.0.1:9/hook", "eventTypes", List.of("*")),
                    name);
            if (given.json().hasNonNull("secret")) {
                canaries.made(name, given.json().get("secret").asText().substring("whsec_".length()));
            }
        }
        admin("POST", "/v1/webhooks/hook/test", "{}");
        read("/v1/webhooks/hook/deliveries");
    }

    /**
     * A token goes into the query, where request lines end up: with a stream that opens, with one that it is not for,
     * and where no token belongs.
     */
    void streams() {
        Reply given = admin("POST", "/v1/stream-tokens", "{}", "stream token");
        String token = given.json().get("token").asText();
        canaries.made("stream token", token);
        try (SseClient client =
                SseClient.open(gateway.base().getPort(), given.json().get("url").asText(), Map.of(), 0)) {
            client.until(() -> client.parser().retryMs() > 0, Duration.ofSeconds(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String path :
                List.of("/v1/events", "/v1/sessions/ses_another/events", "/v1/templates", "/v1/stream-tokens")) {
            out.send(Call.of("GET", path + "?access_token=" + token).header("Accept", "application/json"));
        }
        out.send(Call.of("GET", "/v1/sessions/ses_another/events?access_token=" + token)
                .header("Accept", "text/event-stream"));
        out.send(Call.of("GET", "/v1/templates").key(token));
    }

    /** Keys that open nothing, and where no key belongs. */
    void strangers() {
        String stranger = canaries.secret("wrong key");
        String formed = "vxg_" + "0".repeat(16) + "_" + stranger.toLowerCase(Locale.ROOT);
        canaries.made("wrong key in a key's form", formed);
        for (String header : List.of(
                "Bearer " + stranger, "Bearer " + formed, "Basic " + stranger, stranger, "bearer\t" + stranger)) {
            out.send(Call.of("GET", "/v1/templates").header("Authorization", header));
            out.send(Call.of("GET", "/v1/nothing").header("Authorization", header));
            out.send(Call.of("DELETE", "/v1/templates").header("Authorization", header));
            out.send(Call.of("GET", "/q/metrics").header("Authorization", header));
            out.manage(Call.of("GET", "/q/metrics").header("Authorization", header));
        }
        out.send(Call.of("PUT", "/v1/templates/plain")
                .key(admin)
                .body("text/plain", stranger.getBytes(StandardCharsets.UTF_8)));
        out.send(Call.of("GET", "/v1/audit").key(admin).header("Accept", "text/csv"));
        out.send(Call.of("GET", "/v1/sessions").key(CanarySecrets.OPERATOR_KEY));
    }
}
