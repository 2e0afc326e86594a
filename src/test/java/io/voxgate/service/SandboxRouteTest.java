package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.trtc.v20190722.TrtcClient;
import com.tencentcloudapi.trtc.v20190722.models.AgentConfig;
import com.tencentcloudapi.trtc.v20190722.models.DescribeAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.StartAIConversationRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.voxgate.sandbox.BuiltInAccounts;
import io.voxgate.sandbox.tencent.UserSigs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The vendors' address at the root of the service. */
@ServiceTest
class SandboxRouteTest {
    @TestHTTPResource("/")
    URI root;

    @Test
    void theRealSdkIsServedWithTheBuiltInAccount() throws Exception {
        TrtcClient client = client();
        String task = client.StartAIConversation(start("route-1")).getTaskId();
        DescribeAIConversationRequest describe = new DescribeAIConversationRequest();
        describe.setTaskId(task);
        assertThat(client.DescribeAIConversation(describe).getStatus()).isIn("Idle", "Preparing", "InProgress");
    }

    @Test
    void aResetClosesTheConnection() {
        assertThatThrownBy(() -> client().StartAIConversation(start("route-2-reset-before")))
                .isInstanceOf(TencentCloudSDKException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void anUnknownVersionAndAnUnsignedCallGetVendorErrors() throws Exception {
        assertThat(code(send("X-TC-Action", "StartAIConversation", "X-TC-Version", "2000-01-01")))
                .isEqualTo("NoSuchVersion");
        assertThat(code(send(
                        "X-TC-Action",
                        "StopAIConversation",
                        "X-TC-Version",
                        "2019-07-22",
                        "X-TC-Region",
                        "ap-tokyo",
                        "X-TC-Timestamp",
                        "1",
                        "Content-Type",
                        "application/json")))
                .isEqualTo("AuthFailure.InvalidAuthorization");
    }

    @Test
    void everythingElseAtTheRootIsLeftAlone() throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(root).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).doesNotContain("RequestId");
    }

    private HttpResponse<String> send(String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root)
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String code(HttpResponse<String> answer) throws Exception {
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        return body.at("/Response/Error/Code").asText();
    }

    private TrtcClient client() {
        HttpProfile http = new HttpProfile();
        http.setEndpoint(root.getHost() + ":" + root.getPort());
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setReadTimeout(5);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new TrtcClient(
                new Credential(BuiltInAccounts.TENCENT_ID, BuiltInAccounts.TENCENT_SECRET), "ap-singapore", profile);
    }

    private static StartAIConversationRequest start(String room) {
        AgentConfig agent = new AgentConfig();
        agent.setUserId("robot_1");
        agent.setUserSig(
                new UserSigs(BuiltInAccounts.TRTC_KEY, BuiltInAccounts.TRTC_APP, "robot_1", Instant.now(), 600).text());
        StartAIConversationRequest request = new StartAIConversationRequest();
        request.setSdkAppId(Long.valueOf(BuiltInAccounts.TRTC_APP));
        request.setRoomId(room);
        request.setRoomIdType(1L);
        request.setAgentConfig(agent);
        request.setLLMConfig(
                "{\"LLMType\":\"openai\",\"Model\":\"m\",\"APIKey\":\"k\",\"APIUrl\":\"https://h/v1/chat/completions\"}");
        request.setTTSConfig("{\"TTSType\":\"flow\",\"Model\":\"flow_01_turbo\",\"VoiceId\":\"v\"}");
        return request;
    }
}
