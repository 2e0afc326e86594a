package io.voxgate.sandbox.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.Vectors;
import io.voxgate.sandbox.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in: both signatures against the vectors, then everything that can be wrong with a call, one at a time. */
class AlibabaRequestAuthenticatorTest {
    private final AlibabaClient client = new AlibabaClient();

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        object.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }

    @TestFactory
    Stream<DynamicTest> rpcVectors() {
        return Vectors.of("aliRpcV1")
                .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> {
                    Map<String, String> query = texts(vector.get("queryParams"));
                    query.put("Signature", vector.path("signature").asText());
                    SandboxRequest posted = AlibabaClient.request(query, texts(vector.get("bodyParams")));
                    SandboxRequest request = new SandboxRequest(
                            vector.path("method").asText(), "/", posted.rawQuery(), posted.headers(), posted.body());

                    assertVector(request, vector.path("accessKeySecret").asText());
                }));
    }

    @TestFactory
    Stream<DynamicTest> acs3Vectors() {
        return Vectors.of("acs3")
                .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> {
                    Map<String, String> headers = texts(vector.get("signedHeaders"));
                    headers.put(
                            "Authorization",
                            "ACS3-HMAC-SHA256 Credential=k,Signature="
                                    + vector.path("signature").asText() + ", SignedHeaders="
                                    + String.join(";", new TreeMap<>(texts(vector.get("signedHeaders"))).keySet()));
                    SandboxRequest request = new SandboxRequest(
                            vector.path("method").asText(),
                            "/",
                            RpcParameters.canonical(texts(vector.get("queryParams"))),
                            headers,
                            vector.path("body").asText().getBytes(StandardCharsets.UTF_8));

                    assertVector(request, vector.path("accessKeySecret").asText());
                }));
    }

    private static void assertVector(SandboxRequest request, String secret) {
        AlibabaSignature signature = AlibabaSignature.of(request, RpcParameters.of(request));

        assertThat(signature.madeWith(secret)).isTrue();
        assertThat(signature.madeWith(secret + "x")).isFalse();
        assertThat(signature.business()).containsKeys("AppId", "ChannelId").doesNotContainKeys("Action", "Signature");
    }

    @Test
    void aGoodCallGetsIn() {
        assertThat(client.start("room").status()).isEqualTo(200);
        assertThat(client.call("GetAgent", AlibabaClient.task("room"))
                        .body()
                        .path("RequestId")
                        .asText())
                .matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
    }

    @ParameterizedTest
    @CsvSource({
        "Signature,,400,IncompleteSignature",
        "SignatureNonce,,400,IncompleteSignature",
        "SignatureMethod,HMAC-MD5,400,InvalidSignatureMethod",
        "SignatureVersion,2.0,400,InvalidSignatureMethod",
        "AccessKeyId,,400,MissingAccessKeyId",
        "AccessKeyId,nobody,404,InvalidAccessKeyId.NotFound",
        "Timestamp,,400,MissingTimestamp",
        "Timestamp,2026-01-01 00:00:00,400,InvalidTimeStamp.Format",
        "Timestamp,2026-13-01T00:00:00Z,400,InvalidTimeStamp.Format",
        "Timestamp,2026-01-01T00:15:01Z,400,InvalidTimeStamp.Expired",
        "Timestamp,2025-12-31T23:44:59Z,400,InvalidTimeStamp.Expired",
        "Action,,400,MissingAction",
        "Action,DescribeAgent,404,InvalidApi.NotFound",
        "SecurityToken,abc,400,InvalidSecurityToken.Malformed"
    })
    void aSystemParameterThatIsWrong(String name, String value, int status, String code) {
        Map<String, String> system = client.system("GetAgent");
        if (value == null) {
            system.remove(name);
        } else {
            system.put(name, value);
        }
        SandboxRequest request = name.equals("Signature")
                ? AlibabaClient.request(system, AlibabaClient.task("room"))
                : client.signed(system, AlibabaClient.task("room"));

        AlibabaClient.Reply reply = client.send(request);

        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().fieldNames()).toIterable().containsExactly("RequestId", "HostId", "Code", "Message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:15:00Z", "2025-12-31T23:45:00Z"})
    void fifteenMinutesAreInTime(String timestamp) {
        Map<String, String> system = client.system("GetAgent");
        system.put("Timestamp", timestamp);

        assertThat(client.send(client.signed(system, AlibabaClient.task("room")))
                        .code())
                .isEqualTo("NotFound");
    }

    @Test
    void aChangedParameterBreaksTheSignature() {
        Map<String, String> system = client.system("GetAgent");
        SandboxRequest good = client.signed(system, AlibabaClient.task("room"));
        SandboxRequest bad = new SandboxRequest(
                "POST",
                "/",
                good.rawQuery(),
                good.headers(),
                "AppId=app1&ChannelId=other&TaskId=t1".getBytes(StandardCharsets.UTF_8));

        assertThat(client.send(bad).code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(client.send(good).code())
                .as("a bad signature burns no nonce")
                .isEqualTo("NotFound");
    }

    @Test
    void aNonceIsGoodOnce() {
        SandboxRequest request = client.signed("GetAgent", AlibabaClient.task("room"));
        client.send(request);

        assertThat(client.send(request).code()).isEqualTo("SignatureNonceUsed");
        client.world.pass(Duration.ofMinutes(14));
        assertThat(client.send(request).code()).isEqualTo("SignatureNonceUsed");
    }

    @Test
    void anotherMethodPathOrBodyIsRefused() {
        SandboxRequest good = client.signed("GetAgent", AlibabaClient.task("room"));

        assertThat(client.send(new SandboxRequest("GET", "/", good.rawQuery(), good.headers(), good.body()))
                        .code())
                .isEqualTo("UnsupportedHTTPMethod");
        assertThat(client.send(new SandboxRequest("POST", "/x", good.rawQuery(), good.headers(), good.body()))
                        .code())
                .isEqualTo("InvalidApi.NotFound");
        assertThat(client.send(new SandboxRequest(
                                "POST", "/", good.rawQuery(), Map.of("Content-Type", "application/json"), good.body()))
                        .code())
                .isEqualTo("InvalidParameter.Format");
        assertThat(client.send(new SandboxRequest(
                                "POST", "/", good.rawQuery() + "&AppId=app1", good.headers(), good.body()))
                        .code())
                .isEqualTo("InvalidParameter");
        assertThat(client.send(new SandboxRequest("POST", "/", "a=%zz", good.headers(), good.body()))
                        .code())
                .isEqualTo("InvalidParameter.Format");
    }

    @Test
    void anAcs3HeaderThatIsNotSignedIsIncomplete() {
        Map<String, String> headers = new HashMap<>(Map.of(
                "x-acs-action",
                "GetAgent",
                "x-acs-version",
                "2018-01-11",
                "x-acs-date",
                "2026-01-01T00:00:00Z",
                "x-acs-signature-nonce",
                "n",
                "x-acs-content-sha256",
                "e3b0"));
        headers.put("Authorization", "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=x-acs-action,Signature=00");
        SandboxRequest request = new SandboxRequest("POST", "/", "", headers, new byte[0]);

        assertThatThrownBy(() -> AlibabaSignature.of(request, RpcParameters.of(request)))
                .isInstanceOf(AlibabaRefusal.class)
                .hasMessageContaining("signature");
    }

    @Test
    void aForeignAppIsNotFound() {
        Map<String, String> parameters = AlibabaClient.task("room");
        parameters.put("AppId", "app3");

        AlibabaClient.Reply reply = client.call("GetAgent", parameters);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("NotFound");
    }

    @Test
    void tooManyCallsASecondAreThrottledWith400() {
        client.start("room");
        for (int i = 0; i < AlibabaRequestAuthenticator.PER_SECOND; i++) {
            assertThat(client.call("GetAgent", AlibabaClient.task("room")).status())
                    .isEqualTo(200);
        }

        AlibabaClient.Reply reply = client.call("GetAgent", AlibabaClient.task("room"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("Throttling.User");
        client.world.pass(Duration.ofSeconds(1));
        assertThat(client.status("room")).isEqualTo(2);
    }

    @Test
    void itHandlesItsVersionOnly() {
        SandboxRequest good = client.signed("GetAgent", AlibabaClient.task("room"));

        assertThat(client.simulator.handles(good)).isTrue();
        assertThat(client.simulator.handles(
                        new SandboxRequest("POST", "/", "", Map.of("X-Acs-Version", "2018-01-11"), new byte[0])))
                .isTrue();
        assertThat(client.simulator.handles(
                        new SandboxRequest("POST", "/", "Version=2020-11-09", Map.of(), new byte[0])))
                .isFalse();
        assertThat(client.simulator.handles(new SandboxRequest("POST", "/", "", Map.of(), new byte[0])))
                .isFalse();
    }
}
