package io.voxgate.adapter.alibaba.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.Vectors;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.EventData;
import io.voxgate.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlibabaRtcCallbacksTest {
    private final AlibabaRtcAdapter adapter = new AlibabaRtcAdapter();
    private final JsonNode vector =
            Vectors.of("aliRtcCallbackUnofficial").findFirst().orElseThrow();

    @Test
    void theVectorIsVerified() {
        assertThat(verify(request(vector.get("body").asText(), signature()), "app1"))
                .isInstanceOf(CallbackVerification.Verified.class);
    }

    @Test
    void anotherBodyIsRefused() {
        assertThat(verify(request(vector.get("body").asText().replace("e1", "e2"), signature()), "app1"))
                .isInstanceOf(CallbackVerification.Refused.class);
    }

    @Test
    void anotherAppIsRefused() {
        assertThat(verify(request(vector.get("body").asText(), signature()), "app2"))
                .isInstanceOf(CallbackVerification.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app1",
                "app1.1767225600",
                "app1.1767225600.zz",
                "app1.now.d173db9e1fe207ceeee8900fb1e5a1163a07718f05dad14018bb4f3e338bf124",
                "app1.1767225601.d173db9e1fe207ceeee8900fb1e5a1163a07718f05dad14018bb4f3e338bf124"
            })
    void anotherHeaderIsRefused(String header) {
        assertThat(verify(request(vector.get("body").asText(), header), "app1"))
                .isInstanceOf(CallbackVerification.Refused.class);
    }

    @Test
    void withoutAKeyNothingIsTrusted() {
        CallbackVerification verification = adapter.verify(
                request(vector.get("body").asText(), signature()),
                account("app1"),
                new CredentialValues(Map.of(), Map.of()),
                Instant.EPOCH);

        assertThat(verification)
                .isEqualTo(new CallbackVerification.Refused(
                        "The connection has no callbackKey, so no callback can be trusted."));
    }

    @Test
    void anEventIsKeptAsItCame() {
        VendorEvent event = event(
                "{\"eventId\":\"e1\",\"eventType\":\"2000\",\"notifyTime\":1767225600000,\"eventData\":{\"taskId\":\"ses_1\"}}");

        assertThat(event.vendorSessionId()).isEqualTo("ses_1");
        assertThat(event.dedupeKey()).isEqualTo("e1");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(event.data())
                .isInstanceOfSatisfying(
                        EventData.VendorOther.class,
                        other -> assertThat(other.raw()).containsEntry("eventType", "2000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[1]", "{}", "{\"eventId\":null,\"eventData\":7,\"notifyTime\":\"soon\"}"})
    void anythingElseIsKeptToo(String body) {
        VendorEvent event = event(body);

        assertThat(event.vendorSessionId()).isEqualTo("");
        assertThat(event.dedupeKey()).hasSize(64);
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1767225600));
    }

    @Test
    void theVendorHearsTwoHundred() {
        assertThat(adapter.acknowledge(request("{}", "")).status()).isEqualTo(200);
    }

    private VendorEvent event(String body) {
        return adapter.events(request(body, signature())).getFirst();
    }

    private CallbackVerification verify(CallbackRequest request, String appId) {
        CredentialValues secrets = new CredentialValues(
                Map.of("callbackKey", new SecretText(vector.get("secret").asText())), Map.of());
        return adapter.verify(request, account(appId), secrets, Instant.EPOCH);
    }

    private static VendorAccount account(String appId) {
        return new VendorAccount(
                Optional.empty(), Optional.empty(), Json.object().put("appId", appId));
    }

    private String signature() {
        return "app1." + vector.get("timestamp").asText() + "."
                + vector.get("signatureHex").asText();
    }

    private static CallbackRequest request(String body, String header) {
        return new CallbackRequest(
                Map.of(), Map.of("dingrtc-signature", header), body.getBytes(StandardCharsets.UTF_8));
    }
}
