package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.trtc.v20190722.TrtcClient;
import com.tencentcloudapi.trtc.v20190722.models.ControlAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.DescribeAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.DescribeAIConversationResponse;
import com.tencentcloudapi.trtc.v20190722.models.InvokeLLM;
import com.tencentcloudapi.trtc.v20190722.models.ServerPushText;
import com.tencentcloudapi.trtc.v20190722.models.StartAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.StopAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.UpdateAIConversationRequest;
import io.voxgate.adapter.Vectors;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxServer;
import io.voxgate.sandbox.tencent.Tc3Signer;
import io.voxgate.sandbox.tencent.UserSigs;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client is served: its signature, its bodies, its reading of answers and errors. */
class TrtcSdkOracleTest {
    private final TrtcBench bench = new TrtcBench();
    private SandboxServer server;

    @BeforeEach
    void open() {
        bench.world.clock().set(Instant.now());
        server = SandboxServer.of(bench.simulator);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theSdkStartsDescribesControlsUpdatesAndStops() throws Exception {
        TrtcClient client = client("testSecretKey");
        String task = client.StartAIConversation(start("room-1")).getTaskId();
        bench.pass(300);
        DescribeAIConversationRequest describe = new DescribeAIConversationRequest();
        describe.setSdkAppId(1400000009L);
        describe.setSessionId("s-1");
        DescribeAIConversationResponse found = client.DescribeAIConversation(describe);
        assertThat(found.getTaskId()).isEqualTo(task);
        assertThat(found.getStatus()).isEqualTo("InProgress");
        assertThat(client.ControlAIConversation(push(task)).getRequestId()).hasSize(32);
        assertThat(client.ControlAIConversation(ask(task)).getRequestId()).hasSize(32);
        UpdateAIConversationRequest update = new UpdateAIConversationRequest();
        update.setTaskId(task);
        update.setInterruptMode(1L);
        assertThat(client.UpdateAIConversation(update).getRequestId()).hasSize(32);
        StopAIConversationRequest stop = new StopAIConversationRequest();
        stop.setTaskId(task);
        client.StopAIConversation(stop);
        assertThat(bench.status(task)).isEqualTo("Stopped");
        assertThat(bench.eventTypes()).startsWith(901).endsWith(902);
        assertThat(server.requests()).hasSize(6).allSatisfy(TrtcSdkOracleTest::signatureIsRight);
    }

    @Test
    void theVendorsOwnSampleIsAccepted() throws Exception {
        JsonNode sample = Vectors.sample("trtc-start-ai-conversation.json");
        String appId = sample.path("SdkAppId").asText();
        String user = sample.at("/AgentConfig/UserId").asText();
        var account = new SandboxAccount(
                "tencent-trtc",
                SandboxKey.permanent("AKIDSAMPLE", "k"),
                appId,
                Optional.of("joinKey"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TrtcBench own = new TrtcBench(account);
        StartAIConversationRequest request =
                AbstractModel.fromJsonString(sample.toString(), StartAIConversationRequest.class);
        request.getAgentConfig()
                .setUserSig(
                        new UserSigs("joinKey", appId, user, own.world.clock().instant(), 3600).text());
        Tc3Signer signer = new Tc3Signer(
                "AKIDSAMPLE",
                "k",
                "trtc",
                "trtc.tencentcloudapi.com",
                own.world.clock().instant());
        JsonNode response = TrtcBench.response(own.simulator.handle(signer.call(
                "StartAIConversation", TrtcBench.VERSION, "ap-guangzhou", AbstractModel.toJsonString(request))));
        assertThat(response.has("TaskId")).as(response.toString()).isTrue();
    }

    @Test
    void aTwinIsToldWithTheVendorsCode() throws Exception {
        TrtcClient client = client("testSecretKey");
        client.StartAIConversation(start("room-1"));
        assertThat(refusal(() -> client.StartAIConversation(start("room-2")))).isEqualTo("FailedOperation.TaskExist");
    }

    @Test
    void aWrongKeyOrClockIsRefused() {
        assertThat(refusal(() -> client("otherKey").StartAIConversation(start("room-1"))))
                .isEqualTo("AuthFailure.SignatureFailure");
        bench.world.clock().set(Instant.now().plusSeconds(310));
        assertThat(refusal(() -> client("testSecretKey").StartAIConversation(start("room-1"))))
                .isEqualTo("AuthFailure.SignatureExpire");
    }

    @Test
    void faultsLookToTheSdkAsTheVendorsDo() {
        TrtcClient client = client("testSecretKey");
        assertThat(refusal(() -> client.StartAIConversation(start("room-http500"))))
                .isEqualTo("ServerSideError");
        assertThat(refusal(() -> client.StartAIConversation(start("room-throttled"))))
                .isEqualTo("RequestLimitExceeded");
        TencentCloudSDKException reset = catchThrowableOfType(
                TencentCloudSDKException.class, () -> client.StartAIConversation(start("room-reset-before")));
        assertThat(reset).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void theSignatureCheckOfThisTestCanFail() throws Exception {
        client("testSecretKey").StartAIConversation(start("room-1"));
        SandboxRequest sent = server.last();
        byte[] tampered = sent.body().clone();
        tampered[0] = '[';
        SandboxRequest other =
                new SandboxRequest(sent.method(), sent.rawPath(), sent.rawQuery(), sent.headers(), tampered);
        assertThat(expected(sent)).isEqualTo(sent.header("Authorization").orElseThrow());
        assertThat(expected(other)).isNotEqualTo(sent.header("Authorization").orElseThrow());
    }

    private TrtcClient client(String secretKey) {
        HttpProfile http = new HttpProfile();
        http.setEndpoint(server.hostAndPort());
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setReadTimeout(5);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new TrtcClient(new Credential("AKIDTEST", secretKey), "ap-singapore", profile);
    }

    private StartAIConversationRequest start(String room) {
        return AbstractModel.fromJsonString(bench.start(room).toString(), StartAIConversationRequest.class);
    }

    private static ControlAIConversationRequest push(String task) {
        ServerPushText text = new ServerPushText();
        text.setText("Hello, happy to serve you.");
        text.setInterrupt(true);
        ControlAIConversationRequest control = new ControlAIConversationRequest();
        control.setTaskId(task);
        control.setCommand("ServerPushText");
        control.setServerPushText(text);
        return control;
    }

    private static ControlAIConversationRequest ask(String task) {
        InvokeLLM invoke = new InvokeLLM();
        invoke.setContent("What now?");
        ControlAIConversationRequest control = new ControlAIConversationRequest();
        control.setTaskId(task);
        control.setCommand("InvokeLLM");
        control.setInvokeLLM(invoke);
        return control;
    }

    private static void signatureIsRight(SandboxRequest sent) {
        assertThat(sent.header("Authorization")).contains(expected(sent));
    }

    /** The whole header, made anew from what was received. */
    private static String expected(SandboxRequest sent) {
        Instant time = Instant.ofEpochSecond(
                Long.parseLong(sent.header("X-TC-Timestamp").orElseThrow()));
        return new Tc3Signer(
                        "AKIDTEST", "testSecretKey", "127", sent.header("Host").orElseThrow(), time)
                .authorization(sent.body());
    }

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(TencentCloudSDKException.class, call).getErrorCode();
    }
}
