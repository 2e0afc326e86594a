package io.voxgate.sandbox.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.CommonResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.exceptions.ServerException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxServer;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.TestWorld;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The vendor's own client, aliyun-java-sdk-core, is served by the simulator with either signature and reads its answers
 * and errors.
 */
class AlibabaSdkOracleTest {
    private final SandboxServer server = SandboxServer.of(new AlibabaRtcSimulator(world()));

    /** How the client signs and where it puts the parameters. */
    enum Way {
        V1_BODY,
        V1_QUERY,
        V3_BODY,
        V3_QUERY
    }

    /** The SDK takes its time from the machine's clock, so the simulator has to as well. */
    private static SandboxWorld world() {
        SandboxAccount account = new SandboxAccount(
                "alibaba-rtc",
                SandboxKey.permanent("LTAIoracle", "oracleSecret"),
                "app1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SandboxWorld world = new TestWorld(List.of(account)).world();
        return new SandboxWorld(Clock.systemUTC(), world.stage(), world.accounts(), world.callbackSender(), world.ids());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode call(Way way, String action, Map<String, String> parameters) throws ClientException {
        return call(way, "oracleSecret", action, parameters);
    }

    private JsonNode call(Way way, String secret, String action, Map<String, String> parameters)
            throws ClientException {
        DefaultAcsClient client = new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou", "LTAIoracle", secret));
        try {
            CommonResponse response = client.getCommonResponse(request(way, action, parameters));
            return SandboxJson.parse(response.getData()).orElseThrow();
        } finally {
            client.shutdown();
        }
    }

    private CommonRequest request(Way way, String action, Map<String, String> parameters) {
        CommonRequest request = new CommonRequest();
        request.setSysSignatureVersion(
                way == Way.V3_BODY || way == Way.V3_QUERY ? SignatureVersion.V3 : SignatureVersion.V1);
        request.setSysMethod(MethodType.POST);
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysDomain(server.hostAndPort());
        request.setSysVersion("2018-01-11");
        request.setSysAction(action);
        parameters.forEach((name, value) -> {
            if (way == Way.V1_BODY || way == Way.V3_BODY) {
                request.putBodyParameter(name, value);
            } else {
                request.putQueryParameter(name, value);
            }
        });
        return request;
    }

    private static Map<String, String> start(String channel) {
        return AlibabaClient.task(
                channel,
                "TemplateId",
                "tpl",
                "RtcConfig",
                "{\"UserId\":\"智能体 *~+/\",\"TargetUserIds\":[\"u1\"]}",
                "VoiceChatConfig",
                "{\"Greeting\":\"您好 & welcome=1\",\"LLMConfig\":{\"Temperature\":0.7}}");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void itStartsAndIsDescribed(Way way) throws ClientException {
        assertThat(call(way, "StartAgent", start("ch 1*~中")).path("RequestId").asText())
                .isNotEmpty();
        assertThat(call(way, "GetAgent", AlibabaClient.task("ch 1*~中"))
                        .path("Status")
                        .asInt(-1))
                .isZero();
        assertThat(call(way, "StopAgent", AlibabaClient.task("ch 1*~中")).fieldNames())
                .toIterable()
                .containsExactly("RequestId");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void itReadsTheErrors(Way way) {
        ClientException notFound =
                catchThrowableOfType(ClientException.class, () -> call(way, "GetAgent", AlibabaClient.task("nowhere")));
        ClientException throttled =
                catchThrowableOfType(ClientException.class, () -> call(way, "StartAgent", start("x-throttled")));
        ServerException internal =
                catchThrowableOfType(ServerException.class, () -> call(way, "StartAgent", start("x-internal-error")));
        ClientException wrongKey = catchThrowableOfType(
                ClientException.class, () -> call(way, "wrong", "GetAgent", AlibabaClient.task("nowhere")));

        assertThat(notFound.getErrCode()).isEqualTo("NotFound");
        assertThat(throttled.getErrCode()).isEqualTo("Throttling.User");
        assertThat(throttled.getErrMsg()).isEqualTo("Request was denied due to user flow control.");
        assertThat(internal.getErrCode()).isEqualTo("InternalError");
        assertThat(wrongKey.getErrCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(notFound.getRequestId()).matches("[0-9A-F-]{36}");
    }
}
