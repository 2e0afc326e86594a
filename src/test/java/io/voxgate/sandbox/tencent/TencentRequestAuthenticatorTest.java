package io.voxgate.sandbox.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.Vectors;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door of API 3.0 refuses, and with which code ({@code signing.md} section 1.2). */
class TencentRequestAuthenticatorTest {
    private static final String BODY = "{\"TaskId\":\"t-1\"}";
    private static final TencentProduct PRODUCT = new TencentProduct(
            "tencent-trtc",
            "2019-07-22",
            true,
            Map.of(),
            Map.of(
                    "Look",
                    new TencentProduct.ProductOperation(
                            20,
                            Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+"),
                            RequestSchema.object().optional("TaskId", RequestSchema.text()))));

    private final TestWorld world = new TestWorld(List.of(
            account("AKIDA", "secretA", "1"), account("AKIDA", "secretA", "2"), account("AKIDA", "secretB", "3")));
    private final TencentRequestAuthenticator authenticator = new TencentRequestAuthenticator(world.world(), PRODUCT);
    private final Tc3Signer signer = new Tc3Signer("AKIDA", "secretA", "127", "127.0.0.1:4711", TestWorld.START);
    private final SandboxRequest good = signer.call("Look", "2019-07-22", "ap-guangzhou", BODY);

    private static SandboxAccount account(String id, String secret, String app) {
        return new SandboxAccount(
                "tencent-trtc",
                SandboxKey.permanent(id, secret),
                app,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aRightCallIsAdmittedWithTheAccountsOfItsKey() {
        TencentRequestAuthenticator.AuthenticationResult entry = authenticator.authenticate(good);
        assertThat(entry).isInstanceOf(TencentRequestAuthenticator.AuthenticationResult.Admitted.class);
        TencentRequestAuthenticator.AuthenticationResult.Admitted admitted =
                (TencentRequestAuthenticator.AuthenticationResult.Admitted) entry;
        assertThat(admitted.action()).isEqualTo("Look");
        assertThat(admitted.accounts()).extracting(SandboxAccount::appId).containsExactly("1", "2");
        assertThat(admitted.body().toString()).isEqualTo(BODY);
    }

    /** The door and the signer of these tests agree with every vector, not only with each other. */
    @Test
    void theVectorsAreAccepted() {
        List<JsonNode> vectors = Vectors.of("tc3").toList();
        assertThat(vectors).hasSize(3).allSatisfy(vector -> {
            Instant time = Instant.ofEpochSecond(vector.path("timestamp").asLong());
            String id = vector.path("secretId").asText();
            String key = vector.path("secretKey").asText();
            Tc3Signer client = new Tc3Signer(
                    id,
                    key,
                    vector.path("service").asText(),
                    vector.path("host").asText(),
                    time);
            SandboxRequest call = client.call(
                    "Look", "2019-07-22", "ap-guangzhou", vector.path("body").asText());
            assertThat(call.header("Authorization").orElseThrow())
                    .endsWith(vector.path("signature").asText());
            Tc3Check check = Tc3Check.of(call, time.getEpochSecond()).orElseThrow();
            assertThat(check.madeWith(key)).isTrue();
            assertThat(check.madeWith(key + "x")).isFalse();
        });
    }

    @ParameterizedTest(name = "{0} = {1} is {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "X-TC-Action;;MissingParameter",
                "X-TC-Action;Lock;InvalidAction",
                "X-TC-Region;;MissingParameter",
                "X-TC-Region;mars;UnsupportedRegion",
                "X-TC-Timestamp;;MissingParameter",
                "X-TC-Timestamp;soon;InvalidParameter",
                "X-TC-Timestamp;-1;InvalidParameter",
                "X-TC-Timestamp;1767225601;AuthFailure.SignatureFailure",
                "X-TC-Timestamp;1767225901;AuthFailure.SignatureExpire",
                "X-TC-Timestamp;1767225599;AuthFailure.InvalidAuthorization",
                "Authorization;;AuthFailure.InvalidAuthorization",
                "Authorization;Bearer x;AuthFailure.InvalidAuthorization",
                "Host;trtc.tencentcloudapi.com;AuthFailure.SignatureFailure",
                "Host;;AuthFailure.InvalidAuthorization",
                "Content-Type;text/plain;InvalidRequest",
                "Content-Type;;InvalidRequest",
                "Content-Type;application/json;AuthFailure.SignatureFailure",
                "X-TC-Token;t;AuthFailure.TokenFailure",
                "X-TC-Content-SHA256;UNSIGNED-PAYLOAD;AuthFailure.SignatureFailure"
            })
    void aHeaderThatIsWrongHasItsCode(String name, String value, String code) {
        Map<String, String> headers = good.headers();
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        assertThat(refused(new SandboxRequest("POST", "/", "", headers, good.body())))
                .isEqualTo(code);
    }

    @Test
    void aTamperedBodyIsNotWhatWasSigned() {
        assertThat(refused(new SandboxRequest("POST", "/", "", good.headers(), SandboxJson.utf8(BODY + " "))))
                .isEqualTo("AuthFailure.SignatureFailure");
        assertThat(refused(new SandboxRequest("POST", "/", "a=b", good.headers(), good.body())))
                .isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void methodAndPathAreFixed() {
        assertThat(refused(new SandboxRequest("GET", "/", "", good.headers(), good.body())))
                .isEqualTo("UnsupportedProtocol");
        assertThat(refused(new SandboxRequest("POST", "/x", "", good.headers(), good.body())))
                .isEqualTo("UnsupportedProtocol");
    }

    @ParameterizedTest(name = "{0} -> {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TC3-HMAC-SHA256|TC3-HMAC-SHA1|AuthFailure.InvalidAuthorization",
                "/tc3_request|/tc2_request|AuthFailure.InvalidAuthorization",
                "AKIDA/2026-01-01|AKIDA/2026-01-02|AuthFailure.InvalidAuthorization",
                "/127/|/trtc/|AuthFailure.SignatureFailure",
                "AKIDA/|AKIDB/|AuthFailure.SecretIdNotFound",
                "AKIDA/|OTHER/|AuthFailure.InvalidSecretId",
                "content-type;host|host|AuthFailure.InvalidAuthorization",
                "content-type;host|content-type|AuthFailure.InvalidAuthorization",
                "content-type;host|content-type;host;x-absent|AuthFailure.InvalidAuthorization",
                "content-type;host|content-type;host;x-tc-action|AuthFailure.SignatureFailure"
            })
    void anAuthorizationThatIsWrongHasItsCode(String part, String other, String code) {
        Map<String, String> headers = good.headers();
        headers.compute("Authorization", (name, value) -> value.replace(part, other));
        assertThat(refused(new SandboxRequest("POST", "/", "", headers, good.body())))
                .isEqualTo(code);
    }

    @Test
    void aWrongSecretIsRefused() {
        Tc3Signer other = new Tc3Signer("AKIDA", "secretC", "trtc", "trtc.tencentcloudapi.com", TestWorld.START);
        assertThat(refused(other.call("Look", "2019-07-22", "ap-guangzhou", BODY)))
                .isEqualTo("AuthFailure.SignatureFailure");
    }

    @ParameterizedTest(name = "{0} s away is {1}")
    @CsvSource({
        "-301, AuthFailure.SignatureExpire",
        "-300, admitted",
        "300, admitted",
        "301, AuthFailure.SignatureExpire"
    })
    void theClockMayBeFiveMinutesOff(long seconds, String outcome) {
        world.clock().set(TestWorld.START.plusSeconds(seconds));
        assertThat(outcome(good)).isEqualTo(outcome);
    }

    /** A client may sign more headers, as sent or in lower case; the list it sends counts. */
    @Test
    void moreHeadersMayBeSigned() {
        for (UnaryOperator<String> spelling :
                List.<UnaryOperator<String>>of(UnaryOperator.identity(), String::toLowerCase)) {
            Map<String, String> headers = good.headers();
            String canonical =
                    "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:127.0.0.1:4711\nx-tc-action:"
                            + spelling.apply("Look") + "\n\ncontent-type;host;x-tc-action\n"
                            + Tc3Signer.sha256(good.body());
            headers.put(
                    "Authorization",
                    "TC3-HMAC-SHA256 Credential=AKIDA/2026-01-01/127/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature="
                            + signer.signCanonical(canonical));
            assertThat(outcome(new SandboxRequest("POST", "/", "", headers, good.body())))
                    .isEqualTo("admitted");
        }
    }

    @Test
    void anUnsignedPayloadMayBeDeclared() {
        Map<String, String> headers = good.headers();
        headers.put("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD");
        String signature = signer.signature(Tc3Signer.sha256(Tc3Signer.bytes("UNSIGNED-PAYLOAD")));
        headers.compute("Authorization", (name, value) -> value.replaceAll("[0-9a-f]{64}$", signature));
        assertThat(outcome(new SandboxRequest("POST", "/", "", headers, good.body())))
                .isEqualTo("admitted");
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{;InvalidParameter",
                "[];InvalidParameter",
                "{\"TaskId\":\"a\",\"TaskId\":\"b\"};InvalidParameter",
                "{} {};InvalidParameter",
                "{\"TaskId\":NaN};InvalidParameter"
            })
    void theBodyIsOneJsonObject(String body, String code) {
        assertThat(refused(signer.call("Look", "2019-07-22", "ap-guangzhou", body)))
                .isEqualTo(code);
    }

    @Test
    void calls21To40OfASecondWait() {
        for (int i = 0; i < 20; i++) {
            assertThat(outcome(good)).isEqualTo("admitted");
        }
        assertThat(outcome(good)).isEqualTo("RequestLimitExceeded");
        world.pass(Duration.ofMillis(50));
        assertThat(outcome(good)).isEqualTo("admitted");
        assertThat(outcome(good)).isEqualTo("RequestLimitExceeded");
    }

    private String outcome(SandboxRequest request) {
        return switch (authenticator.authenticate(request)) {
            case TencentRequestAuthenticator.AuthenticationResult.Admitted _ -> "admitted";
            case TencentRequestAuthenticator.AuthenticationResult.Rejected turned -> code(turned.reply());
        };
    }

    private String refused(SandboxRequest request) {
        String outcome = outcome(request);
        assertThat(outcome).isNotEqualTo("admitted");
        return outcome;
    }

    /** Errors come with HTTP 200 in the vendor's envelope. */
    private static String code(SandboxReply reply) {
        SandboxReply.ReplyWithBody answer = (SandboxReply.ReplyWithBody) reply;
        assertThat(answer.status()).isEqualTo(200);
        JsonNode response = SandboxJson.parse(answer.body()).orElseThrow().path("Response");
        assertThat(response.path("RequestId").asText()).hasSize(32);
        assertThat(response.path("Error").path("Message").asText()).isNotBlank();
        return response.path("Error").path("Code").asText();
    }
}
