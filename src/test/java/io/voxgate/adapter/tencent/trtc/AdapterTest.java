package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.Vectors;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.SecretText;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdapterTest {
    private static final RequestNonce NONCE = new RequestNonce("0".repeat(32));

    @Test
    void aSignedCallEqualsTheVector() {
        JsonNode vector = Vectors.of("tc3")
                .filter(v -> v.get("name").asText().equals("trtc-basic"))
                .findFirst()
                .orElseThrow();
        VendorCall call = new VendorCall("StartAIConversation", (ObjectNode)
                Json.parse(vector.get("body").asText()).orElseThrow());
        CredentialValues secrets = new CredentialValues(
                Map.of(
                        "secretId",
                        new SecretText(vector.get("secretId").asText()),
                        "secretKey",
                        new SecretText(vector.get("secretKey").asText())),
                Map.of());
        VendorAccount account = new VendorAccount(Optional.of("ap-tokyo"), Optional.empty(), Json.object());

        HttpCall signed = Trtc.ADAPTER.sign(
                call,
                account,
                secrets,
                Instant.ofEpochSecond(vector.get("timestamp").asLong()),
                NONCE);

        assertThat(signed.uri()).isEqualTo(URI.create("https://trtc.tencentcloudapi.com/"));
        assertThat(signed.bodyText()).isEqualTo(vector.get("body").asText());
        assertThat(signed.headers())
                .containsEntry("Authorization", vector.get("authorization").asText())
                .containsEntry("X-TC-Region", "ap-tokyo")
                .containsEntry("X-TC-Version", "2019-07-22")
                .containsEntry("X-TC-Action", "StartAIConversation")
                .containsEntry("Host", "trtc.tencentcloudapi.com");
    }

    /**
     * A setting chooses the site; an endpoint of the connection's own still wins, and the signature is over the host
     * that is called.
     */
    @ParameterizedTest
    @CsvSource({
        "china, , trtc.tencentcloudapi.com",
        "international, , trtc.intl.tencentcloudapi.com",
        "international, https://proxy.example.com, proxy.example.com",
        ", , trtc.tencentcloudapi.com"
    })
    void theSiteChoosesTheHost(String site, URI endpoint, String host) {
        ObjectNode settings = Json.object();
        Optional.ofNullable(site).ifPresent(word -> settings.put("site", word));
        VendorAccount account = new VendorAccount(Optional.of("ap-tokyo"), Optional.ofNullable(endpoint), settings);

        HttpCall signed = Trtc.ADAPTER.sign(
                Trtc.ADAPTER.probe(account),
                account,
                TestAccount.secrets(new VendorCall("x", Json.object())),
                TestAccount.NOW,
                NONCE);

        assertThat(signed.uri().getHost()).isEqualTo(host);
        assertThat(signed.headers()).containsEntry("Host", host);
    }

    @Test
    void aStartCarriesTheAgentsUserSigAndClosedJson() throws IOException {
        Translation translation = Trtc.translate("tts: {provider: tencent, voice: \"1\", credentialRef: speech}");
        CredentialValues secrets = new CredentialValues(
                Map.of(
                        "secretId",
                        new SecretText("id"),
                        "secretKey",
                        new SecretText("key"),
                        "sdkSecretKey",
                        new SecretText("UserSigKeyExample0001")),
                Map.of(
                        "llm",
                        Map.of("apiKey", new SecretText("sk")),
                        "speech",
                        Map.of(
                                "appId",
                                new SecretText("1300000001"),
                                "secretId",
                                new SecretText("si"),
                                "secretKey",
                                new SecretText("sk2"))));

        JsonNode body = Json.parse(Trtc.ADAPTER
                        .sign(translation.call(), TestAccount.account(), secrets, TestAccount.NOW, NONCE)
                        .body())
                .orElseThrow();

        assertThat(body.at("/SdkAppId")).isEqualTo(Json.number(1400000001));
        assertThat(body.at("/SessionId").asText()).isEqualTo("ses_01");
        assertThat(Json.parse(body.get("LLMConfig").textValue())
                        .orElseThrow()
                        .get("APIKey")
                        .asText())
                .isEqualTo("sk");
        assertThat(Json.parse(body.get("TTSConfig").textValue()).orElseThrow().get("AppId"))
                .isEqualTo(Json.number(1300000001));
        JsonNode sig = inflate(body.at("/AgentConfig/UserSig").asText());
        assertThat(sig.get("TLS.identifier").asText()).isEqualTo("agent_1");
        assertThat(sig.get("TLS.expire").asLong()).isEqualTo(12 * 3600);
        assertThat(sig.get("TLS.time").asLong()).isEqualTo(TestAccount.NOW.getEpochSecond());
    }

    /** A speech account's number that is none: the vendor refuses it, and no exception shows it. */
    @Test
    void anAppIdThatIsNoNumberStaysText() {
        Translation translation = Trtc.translate("tts: {provider: tencent, voice: \"1\", credentialRef: speech}");
        CredentialValues secrets = new CredentialValues(
                TestAccount.secrets(translation.call()).connection(),
                Map.of("speech", Map.of("appId", new SecretText("no number"))));

        JsonNode body = Json.parse(Trtc.ADAPTER
                        .sign(translation.call(), TestAccount.account(), secrets, TestAccount.NOW, NONCE)
                        .body())
                .orElseThrow();

        assertThat(Json.parse(body.get("TTSConfig").textValue())
                        .orElseThrow()
                        .get("AppId")
                        .asText())
                .isEqualTo("no number");
    }

    @Test
    void thePersonJoinsForTwelveHours() throws IOException {
        JoinCredentials join = Trtc.ADAPTER
                .join(
                        Trtc.ROOM,
                        TestAccount.account(),
                        TestAccount.secrets(new VendorCall("x", Json.object())),
                        TestAccount.NOW,
                        NONCE)
                .orElseThrow();

        assertThat(join.expiresAt()).isEqualTo(TestAccount.NOW.plusSeconds(12 * 3600));
        assertThat(join.fields())
                .containsEntry("sdkAppId", 1400000001L)
                .containsEntry("roomId", "1234")
                .containsEntry("userId", "user_1")
                .containsKey("userSig");
        assertThat(inflate(String.valueOf(join.fields().get("userSig")))
                        .get("TLS.identifier")
                        .asText())
                .isEqualTo("user_1");
    }

    @Test
    void nobodyJoinsWithoutAUserOrAKey() {
        CredentialValues secrets = TestAccount.secrets(new VendorCall("x", Json.object()));

        assertThat(Trtc.ADAPTER.join(
                        new Channel.Room("1", null, null, "a"), TestAccount.account(), secrets, TestAccount.NOW, NONCE))
                .isEmpty();
        assertThat(Trtc.ADAPTER.join(
                        new Channel.Phone("+8613800000000", null),
                        TestAccount.account(),
                        secrets,
                        TestAccount.NOW,
                        NONCE))
                .isEmpty();
        assertThat(Trtc.ADAPTER.join(
                        Trtc.ROOM,
                        TestAccount.account(),
                        new CredentialValues(Map.of(), Map.of()),
                        TestAccount.NOW,
                        NONCE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: phone, to: '+8613800000000'}                          | /channel/type
            {type: room, roomId: lobby, roomIdType: numeric}             | /channel/roomId
            {type: room, roomId: '4294967295', roomIdType: numeric}      | /channel/roomId
            {type: room, roomId: '1', userId: same, agentUserId: same}   | /channel/agentUserId""")
    void channelsThatTrtcCannotStartIn(String channel, String pointer) {
        Translation translation = Trtc.ADAPTER.translate(new StartCommand(
                Yaml.agent(Trtc.agent("{}")), Optional.of(Yaml.channel(Yaml.parse(channel))), Optional.empty()));

        assertThat(translation.report().with(FieldOutcome.REJECTED))
                .extracting(FieldReport.ReportEntry::path)
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: room, roomId: '7'}                        | 0
            {type: room, roomId: '7', roomIdType: string}    | 1
            {type: room, roomId: 'lobby'}                    | 1
            {type: room, roomId: '4294967294'}               | 0
            {type: room, roomId: '4294967295'}               | 1""")
    void roomIdTypes(String channel, int type) {
        Translation translation = Trtc.ADAPTER.translate(new StartCommand(
                Yaml.agent(Trtc.agent("{}")), Optional.of(Yaml.channel(Yaml.parse(channel))), Optional.empty()));

        assertThat(Trtc.wire(translation, "RoomIdType")).contains(Json.number(type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {llm: {protocol: openai}, tts: {provider: platform, voice: v}} | /llm/model,/llm/url,/llm/credentialRef
            {llm: {protocol: coze, url: 'https://h/v3/chat', credentialRef: c}, tts: {provider: platform, voice: v}}   | /llm/appId
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}}                                             | /tts
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}, tts: {provider: platform}}                  | /tts/voice
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}, tts: {provider: tencent}} | /tts/voice,/tts/credentialRef
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}, tts: {provider: azure, credentialRef: c}} \
            | /tts/voice,/tts/region,/tts/language
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}, tts: {provider: custom, credentialRef: c}}  | /tts/url
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}, tts: {provider: elevenlabs, credentialRef: \
            c}} | /tts/voice,/tts/model
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}, tts: {provider: cartesia, credentialRef: \
            c}} | /tts/voice,/tts/model
            {llm: {protocol: dify, url: 'https://h/v1', credentialRef: c}, tts: {provider: volcengine, voice: v}}      | /tts/provider""")
    void whatIsMissingIsNamed(String agent, String pointers) {
        Translation translation = Trtc.ADAPTER.translate(
                new StartCommand(Yaml.agent(Yaml.parse(agent)), Optional.empty(), Optional.empty()));

        assertThat(translation.report().with(FieldOutcome.REJECTED))
                .extracting(FieldReport.ReportEntry::path)
                .containsExactlyInAnyOrder(pointers.split(","));
        assertThat(translation.report().with(FieldOutcome.REJECTED))
                .allSatisfy(entry -> assertThat(entry.note()).isNotBlank());
    }

    @Test
    void aClonedVoiceIsAVoice() {
        assertThat(Trtc.translate("tts: {provider: platform, voice: null, clonedVoice: c}")
                        .report()
                        .accepted())
                .isTrue();
    }

    @Test
    void aDryRunShowsNoAccount() {
        Translation translation = Trtc.ADAPTER.translate(
                new StartCommand(Yaml.agent(Trtc.agent("{}")), Optional.empty(), Optional.empty()));

        assertThat(translation.call().display(Optional.empty()).has("SdkAppId")).isFalse();
        assertThat(translation
                        .call()
                        .display(Optional.of(TestAccount.account()))
                        .get("SdkAppId"))
                .isEqualTo(Json.number(1400000001));
    }

    @Test
    void infoEqualsTheDocuments() {
        VendorInfo info = Trtc.ADAPTER.info();

        assertThat(info.id()).isEqualTo("tencent-trtc");
        assertThat(info.channels()).containsExactly("room");
        assertThat(info.operations())
                .isEqualTo(Map.of(
                        "start",
                        "StartAIConversation",
                        "stop",
                        "StopAIConversation",
                        "say",
                        "ControlAIConversation",
                        "prompt",
                        "ControlAIConversation",
                        "change",
                        "UpdateAIConversation",
                        "lookup",
                        "DescribeAIConversation"));
        assertThat(info.ratePerSecond())
                .isEqualTo(Map.of(
                        "StartAIConversation",
                        20,
                        "StopAIConversation",
                        20,
                        "DescribeAIConversation",
                        20,
                        "UpdateAIConversation",
                        20,
                        "ControlAIConversation",
                        50));
        assertThat(info.regions())
                .isEqualTo(List.of(
                        "ap-guangzhou",
                        "ap-beijing",
                        "ap-shanghai",
                        "ap-singapore",
                        "ap-tokyo",
                        "na-ashburn",
                        "na-siliconvalley"));
        assertThat(info.regionRequired()).isTrue();
        assertThat(info.connection().settings())
                .extracting(VendorInfo.ConnectionField::name)
                .containsExactly("sdkAppId", "site", "startsPerSecond", "otherCallsPerSecond");
        assertThat(info.connection().credentials())
                .filteredOn(VendorInfo.ConnectionField::required)
                .extracting(VendorInfo.ConnectionField::name)
                .containsExactly("secretId", "secretKey", "sdkSecretKey");
        assertThat(info.connection().credentials().getLast().pattern()).isEqualTo("[A-Za-z0-9]{1,32}");
        assertThat(Trtc.ADAPTER.check(
                        Json.object().put("sdkAppId", 1), Set.of("secretId", "secretKey", "sdkSecretKey")))
                .isEmpty();
    }

    private static JsonNode inflate(String userSig) throws IOException {
        byte[] deflated = Base64.getDecoder()
                .decode(userSig.replace('*', '+').replace('-', '/').replace('_', '='));
        return Json.parse(new String(
                        new InflaterInputStream(new ByteArrayInputStream(deflated)).readAllBytes(),
                        StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
