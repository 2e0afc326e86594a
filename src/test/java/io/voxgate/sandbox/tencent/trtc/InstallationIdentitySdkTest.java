package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.provider.CvmRoleCredential;
import com.tencentcloudapi.sts.v20180813.StsClient;
import com.tencentcloudapi.sts.v20180813.models.AssumeRoleRequest;
import com.tencentcloudapi.sts.v20180813.models.AssumeRoleResponse;
import com.tencentcloudapi.sts.v20180813.models.AssumeRoleWithWebIdentityRequest;
import com.tencentcloudapi.sts.v20180813.models.AssumeRoleWithWebIdentityResponse;
import com.tencentcloudapi.trtc.v20190722.TrtcClient;
import com.tencentcloudapi.trtc.v20190722.models.StartAIConversationRequest;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.InstallationIdentity.WorkloadProof;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import io.voxgate.sandbox.BuiltInAccounts;
import io.voxgate.sandbox.PodTokens;
import io.voxgate.sandbox.Sandbox;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxServer;
import io.voxgate.sandbox.tencent.sts.TencentMetadataSimulator;
import io.voxgate.sandbox.tencent.sts.TencentStsSimulator;
import io.voxgate.tck.AllAdapters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The vendor's own clients at the simulated services as a workload of TKE and as a CVM. What the first sends is what
 * Voxgate's adapter sends; the second is led to the sandbox by a proxy, because its address is written into it.
 */
@Isolated("the proxy is the process's")
class InstallationIdentitySdkTest {
    private static final String ROLE = "qcs::cam::uin/100000000001:roleName/agents";

    private final TrtcBench bench = new TrtcBench(
            account(SandboxKey.ofRole(ROLE)),
            account(SandboxKey.permanent(BuiltInAccounts.TENCENT_ID, BuiltInAccounts.TENCENT_SECRET)));
    private final ProxySelector before = ProxySelector.getDefault();
    private SandboxServer server;

    private static SandboxAccount account(SandboxKey key) {
        return new SandboxAccount(
                "tencent-trtc",
                key,
                "1400000009",
                Optional.of("joinKey"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @BeforeEach
    void open() {
        bench.world.clock().set(Instant.now());
        var world = bench.world.world();
        server = SandboxServer.of(new Sandbox(
                List.of(bench.simulator, new TencentStsSimulator(world), new TencentMetadataSimulator(world)),
                world.ids()));
    }

    @AfterEach
    void close() {
        ProxySelector.setDefault(before);
        server.close();
    }

    @Test
    void aWorkloadsTokenGivesTheRolesKey() throws Exception {
        String token = PodTokens.until(Instant.now().plusSeconds(600));
        AssumeRoleWithWebIdentityResponse assumed = identified(ROLE, token, 3600L);

        assertThat(Duration.between(Instant.now(), Instant.ofEpochSecond(assumed.getExpiredTime())))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        SandboxRequest theirs = server.last();
        assertThat(theirs.header("Authorization")).contains("SKIP");
        assertThat(started(new Credential(
                        assumed.getCredentials().getTmpSecretId(),
                        assumed.getCredentials().getTmpSecretKey(),
                        assumed.getCredentials().getToken())))
                .isNotEmpty();

        HttpCall ours = AllAdapters.named("tencent-trtc")
                .installationIdentity()
                .orElseThrow()
                .assumeRole(
                        new WorkloadProof("cls-1", new SecretText(token)),
                        ROLE,
                        new VendorAccount(Optional.empty(), Optional.of(server.uri()), Json.object()),
                        bench.world.clock().instant());
        assertThat(Json.parse(ours.body())).isEqualTo(Json.parse(theirs.body()));
        for (String header : List.of("Authorization", "X-TC-Action", "X-TC-Version", "X-TC-Region")) {
            assertThat(ours.headers().get(header))
                    .as(header)
                    .isEqualTo(theirs.header(header).orElseThrow());
        }
        assertThat(ours.headers()).doesNotContainKey("X-TC-Token");
    }

    @Test
    void whatIsWrongHasItsCode() {
        String token = PodTokens.until(Instant.now().plusSeconds(600));

        assertThat(refusal(ROLE, PodTokens.until(Instant.now().minusSeconds(1)), 3600L))
                .isEqualTo("InvalidParameter.WebIdentityTokenError");
        assertThat(refusal(ROLE, "rubbish", 3600L)).isEqualTo("InvalidParameter.WebIdentityTokenError");
        assertThat(refusal(ROLE + "2", token, 3600L)).isEqualTo("ResourceNotFound.RoleNotFound");
        assertThat(refusal(ROLE, token, 43_201L)).isEqualTo("InvalidParameter.OverTimeError");
        assertThat(refusal("agents", token, 3600L)).isEqualTo("InvalidParameter.ParamError");
    }

    @Test
    void aMachinesKeyAssumesTheRole() throws Exception {
        ProxySelector.setDefault(new ToTheSandbox(server.port(), before));
        CvmRoleCredential machine = new CvmRoleCredential();

        assertThat(machine.getSecretId()).startsWith("AKID").isNotEqualTo(BuiltInAccounts.TENCENT_ID);
        assertThat(server.requests())
                .extracting(SandboxRequest::rawPath)
                .contains(
                        "/latest/meta-data/cam/security-credentials/",
                        "/latest/meta-data/cam/security-credentials/sandbox-machine");
        AssumeRoleRequest request = new AssumeRoleRequest();
        request.setRoleArn(ROLE);
        request.setRoleSessionName("voxgate");
        AssumeRoleResponse assumed = new StsClient(machine, "ap-guangzhou", profile()).AssumeRole(request);
        assertThat(started(new Credential(
                        assumed.getCredentials().getTmpSecretId(),
                        assumed.getCredentials().getTmpSecretKey(),
                        assumed.getCredentials().getToken())))
                .isNotEmpty();
    }

    /** As OIDCRoleArnProvider asks, which takes no address without TLS. */
    private AssumeRoleWithWebIdentityResponse identified(String role, String token, Long seconds)
            throws TencentCloudSDKException {
        AssumeRoleWithWebIdentityRequest request = new AssumeRoleWithWebIdentityRequest();
        request.setProviderId("cls-1");
        request.setWebIdentityToken(token);
        request.setRoleArn(role);
        request.setRoleSessionName("voxgate");
        request.setDurationSeconds(seconds);
        request.setSkipSign(true);
        return new StsClient(new Credential("", ""), "ap-guangzhou", profile()).AssumeRoleWithWebIdentity(request);
    }

    private String refusal(String role, String token, Long seconds) {
        return catchThrowableOfType(TencentCloudSDKException.class, () -> identified(role, token, seconds))
                .getErrorCode();
    }

    private String started(Credential credential) throws TencentCloudSDKException {
        return new TrtcClient(credential, "ap-singapore", profile())
                .StartAIConversation(AbstractModel.fromJsonString(
                                bench.start("room-1").toString(), StartAIConversationRequest.class))
                        .getTaskId();
    }

    private ClientProfile profile() {
        HttpProfile http = new HttpProfile();
        http.setEndpoint(server.hostAndPort());
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setReadTimeout(5);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return profile;
    }

    /** Leads the metadata service's name to the sandbox, and nothing else. */
    private static final class ToTheSandbox extends ProxySelector {
        private final int port;
        private final ProxySelector otherwise;

        ToTheSandbox(int port, ProxySelector otherwise) {
            this.port = port;
            this.otherwise = otherwise;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return "metadata.tencentyun.com".equals(uri.getHost())
                    ? List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port)))
                    : otherwise.select(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            otherwise.connectFailed(uri, address, failure);
        }
    }
}
