package io.voxgate.adapter.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.Vectors;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AlibabaSigningTest {
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final AlibabaApi API = new AlibabaApi("2018-01-11", URI.create("https://rtc.aliyuncs.com"));

    static Stream<JsonNode> acs3() {
        return Vectors.of("acs3");
    }

    static Stream<JsonNode> rpc() {
        return Vectors.of("aliRpcV1");
    }

    static Stream<JsonNode> appToken() {
        return Vectors.of("aliRtcAppToken");
    }

    @ParameterizedTest
    @MethodSource("acs3")
    void authorizationEqualsTheVector(JsonNode vector) {
        String query = PercentEncoding.join(texts(vector.get("queryParams")));

        String authorization = Acs3.authorization(
                vector.get("accessKeyId").asText(),
                new SecretText(vector.get("accessKeySecret").asText()),
                new Acs3.SignableRequest("/", query, texts(vector.get("signedHeaders"))));

        assertThat(authorization).isEqualTo(vector.get("authorization").asText());
        assertThat(Acs3.hash(vector.get("body").asText().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(vector.get("signedHeaders").get(Acs3.CONTENT_HASH).asText());
    }

    @ParameterizedTest
    @MethodSource("rpc")
    void versionOneEqualsTheVector(JsonNode vector) {
        TreeMap<String, String> parameters = texts(vector.get("queryParams"));
        parameters.putAll(texts(vector.get("bodyParams")));

        assertThat(PercentEncoding.join(parameters))
                .isEqualTo(vector.get("canonicalizedQuery").asText());
        assertThat(PercentEncoding.encode(RpcSignature.sign(
                        vector.get("method").asText(),
                        parameters,
                        vector.get("accessKeySecret").asText())))
                .isEqualTo(vector.get("signatureUrlEncoded").asText());
    }

    @Test
    void aParameterMoreIsAnotherSignature() {
        JsonNode vector = rpc().findFirst().orElseThrow();
        TreeMap<String, String> parameters = texts(vector.get("queryParams"));

        assertThat(RpcSignature.sign(
                        "POST", parameters, vector.get("accessKeySecret").asText()))
                .isNotEqualTo(vector.get("signature").asText());
    }

    @Test
    void aFormIsSentAsTheVectorSignsIt() {
        HttpCall call = stop(
                "body",
                Json.object().put("AppId", "app1").put("ChannelId", "ch1").put("TaskId", "t1"));

        assertThat(call.headers().get("authorization"))
                .isEqualTo(acs3().toList().get(0).get("authorization").asText());
        assertThat(call.bodyText()).isEqualTo("AppId=app1&ChannelId=ch1&TaskId=t1");
        assertThat(call.headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                .containsEntry("host", "rtc.aliyuncs.com");
        assertThat(call.uri()).isEqualTo(URI.create("https://rtc.aliyuncs.com/"));
    }

    @Test
    void aQueryIsSentAsTheVectorSignsIt() {
        HttpCall call = stop(
                "query",
                Json.object()
                        .put("AppId", "app1")
                        .put("ChannelId", "ch1")
                        .put("TaskId", "t1")
                        .put("Note", "a b*~/+"));

        assertThat(call.headers().get("authorization"))
                .isEqualTo(acs3().toList().get(1).get("authorization").asText());
        assertThat(call.uri())
                .isEqualTo(URI.create(
                        "https://rtc.aliyuncs.com/?AppId=app1&ChannelId=ch1&Note=a%20b%2A~%2F%2B&TaskId=t1"));
        assertThat(call.headers()).doesNotContainKey("content-type");
        assertThat(call.body()).isEmpty();
    }

    @Test
    void anObjectIsOneParameterOfJsonText() {
        HttpCall call = stop(
                "body",
                Json.object()
                        .set("VoiceChatConfig", Json.object().put("ChatMode", 1).put("InterruptMode", 2)));

        assertThat(call.bodyText()).isEqualTo("VoiceChatConfig=%7B%22ChatMode%22%3A1%2C%22InterruptMode%22%3A2%7D");
    }

    @Test
    void anotherEndpointKeepsItsPortAndPath() {
        VendorAccount account = new VendorAccount(
                Optional.empty(), Optional.of(URI.create("http://127.0.0.1:8081/ali")), Json.object());

        HttpCall call = API.sign(
                new VendorCall("StopAgent", Json.object().put("TaskId", "t")), account, secrets(), now(), nonce());

        assertThat(call.uri()).isEqualTo(URI.create("http://127.0.0.1:8081/ali?TaskId=t"));
        assertThat(call.headers()).containsEntry("host", "127.0.0.1:8081");
    }

    @ParameterizedTest
    @CsvSource({"a b,a%20b", "*,%2A", "~,~", "'+',%2B", "中,%E4%B8%AD", "😀,%F0%9F%98%80", "-_.~,-_.~"})
    void percentEncodingFollowsRfc3986(String text, String encoded) {
        assertThat(PercentEncoding.encode(text)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @MethodSource("appToken")
    void tokenDocumentEqualsTheVector(JsonNode vector) {
        SecretText key = new SecretText(vector.get("appKey").asText());
        AppToken.AppTokenGrant grant = grant(vector);

        byte[] document = AppToken.document(key, grant, privilege(vector.get("privilege")));

        assertThat(hex(AppToken.signKey(key, vector.get("issuedAt").asInt(), grant.salt())))
                .isEqualTo(vector.get("signKey").asText());
        assertThat(document).hasSize(vector.get("inflatedLength").asInt());
        assertThat(hex(Arrays.copyOfRange(document, 4, 36)))
                .isEqualTo(vector.get("signature").asText());
        assertThat(Acs3.hash(document)).isEqualTo(vector.get("inflatedSha256").asText());
    }

    @Test
    void theTokenIsTheCompressedDocument() throws IOException {
        JsonNode vector = appToken().findFirst().orElseThrow();

        String token = AppToken.mint(new SecretText(vector.get("appKey").asText()), grant(vector));

        assertThat(token).startsWith("000");
        byte[] inflated = new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(token.substring(3))))
                .readAllBytes();
        assertThat(Acs3.hash(inflated)).isEqualTo(vector.get("inflatedSha256").asText());
    }

    private static AppToken.AppTokenGrant grant(JsonNode vector) {
        Instant issued = Instant.ofEpochSecond(vector.get("issuedAt").asLong());
        return new AppToken.AppTokenGrant(
                vector.get("appId").asText(),
                vector.get("channelId").asText(),
                vector.get("userId").asText(),
                issued,
                Duration.between(
                        issued, Instant.ofEpochSecond(vector.get("expiresAt").asLong())),
                vector.get("salt").asInt());
    }

    private static byte[] privilege(JsonNode bits) {
        return bits.isNull() ? new byte[] {0} : new byte[] {1, 0, 0, 0, (byte) bits.asInt()};
    }

    private static HttpCall stop(String place, JsonNode parameters) {
        VendorAccount account = new VendorAccount(
                Optional.empty(), Optional.empty(), Json.object().put(AlibabaApi.PARAMETERS_IN, place));
        return API.sign(new VendorCall("StopAgent", Json.tree(parameters)), account, secrets(), now(), nonce());
    }

    private static CredentialValues secrets() {
        return new CredentialValues(
                Map.of(
                        "accessKeyId",
                        new SecretText("testAccessKeyId"),
                        "accessKeySecret",
                        new SecretText("testAccessKeySecret")),
                Map.of());
    }

    private static Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z");
    }

    private static RequestNonce nonce() {
        return new RequestNonce("3ee8c1b883d344afa94f4e0ad82fd6cf");
    }

    private static TreeMap<String, String> texts(JsonNode node) {
        return Json.MAPPER.convertValue(node, TEXTS);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
