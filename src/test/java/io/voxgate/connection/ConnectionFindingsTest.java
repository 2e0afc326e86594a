package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import io.voxgate.tck.AllAdapters;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found of a connection without its vendor. */
class ConnectionFindingsTest {
    private static final VendorInfo TRTC = AllAdapters.named("tencent-trtc").info();
    private static final URI CALLBACK = URI.create("https://voxgate.example/callbacks/tencent-trtc/token-1");

    private static Connection connection(String vendor, String token, Map<String, String> secrets) {
        return new Connection(
                "acme",
                "main",
                vendor,
                new Connection.ConnectionTarget(Optional.empty(), Optional.empty()),
                Json.object().put("sdkAppId", 1_400_000_001).put("appId", "app1"),
                secrets.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new SecretText(entry.getValue()))),
                new Connection.CallbackEndpoint(token, CallbackClaim.OPEN));
    }

    private static Connection trtc(String token, String secretKey) {
        return connection(
                "tencent-trtc", token, Map.of("secretId", "AKID1", "secretKey", secretKey, "sdkSecretKey", "s"));
    }

    private static CallbackRequest received(HttpCall call) {
        return new CallbackRequest(Map.of(), call.headers(), call.body());
    }

    private static HttpCall ask(Connection connection) {
        return CallbackRoundTrip.ask(TRTC, connection, CALLBACK, new byte[16]);
    }

    @Test
    void aRequestThatComesBackHereIsAnsweredAndTheAnswerIsKnown() {
        Connection ours = trtc("token-1", "secret-1");
        HttpCall asked = ask(ours);
        Optional<HttpReply> reply =
                CallbackRoundTrip.answer(TRTC, List.of(trtc("token-1", "another"), ours), received(asked));

        assertThat(reply)
                .hasValueSatisfying(answer -> assertThat(CallbackRoundTrip.completes(TRTC, ours, asked, answer))
                        .isTrue());
    }

    @Test
    void nobodyElseCanAnswer() {
        Connection ours = trtc("token-1", "secret-1");
        HttpCall asked = ask(ours);

        assertThat(CallbackRoundTrip.answer(TRTC, List.of(trtc("token-1", "secret-2")), received(asked)))
                .as("an installation without the key")
                .isEmpty();
        assertThat(CallbackRoundTrip.answer(TRTC, List.of(trtc("token-2", "secret-1")), received(asked)))
                .as("another address of the same key")
                .isEmpty();
        assertThat(CallbackRoundTrip.completes(TRTC, ours, asked, HttpReply.json(200, "{\"code\":0}")))
                .as("whatever else answers 200")
                .isFalse();
        String echoed = asked.headers().get("Voxgate-Round-Trip").split("\\.")[1];
        assertThat(CallbackRoundTrip.completes(
                        TRTC, ours, asked, HttpReply.json(200, "{\"roundTrip\":\"" + echoed + "\"}")))
                .as("who echoes the request")
                .isFalse();
    }

    /** Its role needs no key: another secret of the connection signs, and without one nothing is asked. */
    @Test
    void aConnectionWithoutAKeyAsksWithAnotherSecret() {
        Connection ours = connection("tencent-trtc", "token-1", Map.of("roleArn", "r", "sdkSecretKey", "s-1"));
        HttpCall asked = ask(ours);

        assertThat(CallbackRoundTrip.isPossible(TRTC, ours)).isTrue();
        assertThat(CallbackRoundTrip.answer(TRTC, List.of(ours), received(asked)))
                .hasValueSatisfying(answer -> assertThat(CallbackRoundTrip.completes(TRTC, ours, asked, answer))
                        .isTrue());
        assertThat(CallbackRoundTrip.answer(
                        TRTC,
                        List.of(connection("tencent-trtc", "token-1", Map.of("roleArn", "r", "sdkSecretKey", "s-2"))),
                        received(asked)))
                .isEmpty();
        assertThat(CallbackRoundTrip.isPossible(TRTC, connection("tencent-trtc", "token-1", Map.of("roleArn", "r"))))
                .isFalse();
    }

    @Test
    void aCallbackOfTheVendorIsNoRoundTrip() {
        Connection ours = trtc("token-1", "secret-1");

        assertThat(CallbackRoundTrip.answer(
                        TRTC, List.of(ours), new CallbackRequest(Map.of(), Map.of("Sign", "x"), new byte[0])))
                .isEmpty();
        assertThat(CallbackRoundTrip.answer(
                        TRTC,
                        List.of(ours),
                        new CallbackRequest(Map.of(), Map.of("Voxgate-Round-Trip", "a.b.c"), new byte[0])))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, sdkSecretKey, 0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF, false",
        "tencent-trtc, sdkSecretKey, 0123456789abcdef0123456789abcdef, true",
        "tencent-trtc, sdkSecretKey, AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE, true",
        "tencent-trtc, sdkSecretKey, 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg, true",
        "alibaba-rtc, appKey, f3a1c9e07b2d4f5a9c8e, false",
        "alibaba-rtc, appKey, app1, true",
        "alibaba-rtc, appKey, LTAI5tEXAMPLE, true",
        "tencent-ccc, pushPassword, anything, false"
    })
    void aSecretOfAnotherFormIsToldWithoutTheSecret(String vendor, String field, String value, boolean wrong) {
        VendorAdapter adapter = AllAdapters.named(vendor);
        Connection connection = connection(vendor, "t", Map.of(field, value));
        List<Fault> faults = adapter.secretForms(
                new VendorAccount(Optional.empty(), Optional.empty(), connection.settings()),
                new CredentialValues(connection.secrets(), Map.of()));

        assertThat(faults).hasSize(wrong ? 1 : 0).allSatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo("/credentials/" + field);
            assertThat(fault.code()).isEqualTo("WRONG_FORM");
            assertThat(value.length() < 10 || !fault.detail().contains(value)).isTrue();
        });
    }

    @Test
    void theApiKeysSecretIsNotTheApplications() {
        Connection same = connection(
                "tencent-trtc",
                "t",
                Map.of("secretId", "AKID1", "secretKey", "same-secret", "sdkSecretKey", "same-secret"));

        assertThat(SecretForms.faults(TRTC, same))
                .extracting(Fault::pointer)
                .containsExactly("/credentials/sdkSecretKey");
        assertThat(SecretForms.faults(TRTC, trtc("t", "secret-1"))).isEmpty();
        assertThat(SecretForms.faults(TRTC, connection("tencent-trtc", "t", Map.of("secretKey", "\"quoted\""))))
                .extracting(Fault::pointer)
                .containsExactly("/credentials/secretKey");
    }
}
