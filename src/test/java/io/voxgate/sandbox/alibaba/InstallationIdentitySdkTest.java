package io.voxgate.sandbox.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.auth.ECSMetadataServiceCredentialsFetcher;
import com.aliyuncs.auth.OIDCCredentialsProvider;
import com.aliyuncs.auth.sts.AssumeRoleRequest;
import com.aliyuncs.auth.sts.AssumeRoleResponse;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
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
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.tck.AllAdapters;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vendor's own providers of credentials, of aliyun-java-sdk-core, at the simulated services: the one for a workload
 * of ACK and the one for an ECS. What they send is what Voxgate's adapter sends.
 */
class InstallationIdentitySdkTest {
    private static final String ROLE = "acs:ram::1000000000000001:role/agents";
    private static final String PROVIDER = "acs:ram::1000000000000001:oidc-provider/ack-1";

    private final TestWorld time = new TestWorld(List.of(
            account(SandboxKey.ofRole(ROLE)),
            account(SandboxKey.permanent(BuiltInAccounts.ALIBABA_ID, BuiltInAccounts.ALIBABA_SECRET))));
    private final SandboxWorld world = time.world();
    private final SandboxServer server = SandboxServer.of(new Sandbox(
            List.of(
                    new AlibabaRtcSimulator(world),
                    new AlibabaStsSimulator(world),
                    new AlibabaMetadataSimulator(world)),
            world.ids()));

    @TempDir
    Path home;

    private static SandboxAccount account(SandboxKey key) {
        return new SandboxAccount(
                "alibaba-rtc", key, "app1", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @BeforeEach
    void now() {
        time.clock().set(Instant.now());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private OIDCCredentialsProvider workload(String role, String token) throws IOException {
        Path file = Files.writeString(home.resolve("token"), token);
        OIDCCredentialsProvider provider = OIDCCredentialsProvider.builder()
                .roleArn(role)
                .oidcProviderArn(PROVIDER)
                .oidcTokenFilePath(file.toString())
                .roleSessionName("voxgate")
                .durationSeconds(3600)
                .build();
        try {
            Field endpoint = OIDCCredentialsProvider.class.getDeclaredField("stsEndpoint");
            endpoint.setAccessible(true);
            endpoint.set(provider, "http://" + server.hostAndPort() + "/");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The provider has no such address any more", e);
        }
        return provider;
    }

    @Test
    void aWorkloadsTokenGivesTheRolesKey() throws Exception {
        String token = PodTokens.until(Instant.now().plusSeconds(600));
        AlibabaCloudCredentials key = workload(ROLE, token).getCredentials();

        assertThat(key.getAccessKeyId()).startsWith("STS.");
        SandboxRequest theirs = server.last();
        assertThat(code(key)).as("admitted, and no such task").isEqualTo("NotFound");

        HttpCall ours = AllAdapters.named("alibaba-rtc")
                .installationIdentity()
                .orElseThrow()
                .assumeRole(
                        new WorkloadProof(PROVIDER, new SecretText(token)),
                        ROLE,
                        new VendorAccount(Optional.empty(), Optional.of(server.uri()), Json.object()),
                        time.clock().instant());
        SandboxRequest mine = new SandboxRequest(
                ours.method(),
                ours.uri().getRawPath(),
                String.valueOf(ours.uri().getRawQuery()),
                ours.headers(),
                ours.body());
        assertThat(RpcParameters.of(mine).form())
                .isEqualTo(RpcParameters.of(theirs).form());
        assertThat(mine.method()).isEqualTo(theirs.method());
        assertThat(withoutTime(mine)).isEqualTo(withoutTime(theirs));
        assertThat(theirs.header("Authorization")).isEmpty();
        assertThat(mine.header("Authorization")).isEmpty();
    }

    private static Map<String, String> withoutTime(SandboxRequest request) {
        Map<String, String> query = new TreeMap<>(RpcParameters.of(request).query());
        assertThat(query.remove("Timestamp")).matches("[0-9-]{10}T[0-9:]{8}Z");
        return query;
    }

    @Test
    void aTokenThatIsNoneOrHasEndedIsRefused() {
        assertThat(refusal(ROLE, PodTokens.until(Instant.now().minusSeconds(1))))
                .contains("AuthenticationFail.OIDCToken.Expired");
        assertThat(refusal(ROLE, "rubbish.of.three")).contains("AuthenticationFail.OIDCToken.Invalid");
        assertThat(refusal(ROLE, "rubbish")).contains("AuthenticationFail.OIDCToken.Invalid");
        String token = PodTokens.until(Instant.now().plusSeconds(600));
        assertThat(refusal(ROLE + "2", token)).contains("EntityNotExist.Role");
        assertThat(refusal("acs:ram::1:user/a", token)).contains("InvalidRoleArn");
    }

    private String refusal(String role, String token) {
        return catchThrowableOfType(
                        ClientException.class, () -> workload(role, token).getCredentials())
                .getMessage();
    }

    /** The deprecated way to name another address is the only one. */
    @Test
    @SuppressWarnings("deprecation")
    void aMachinesKeyAssumesTheRole() throws Exception {
        ECSMetadataServiceCredentialsFetcher fetcher = new ECSMetadataServiceCredentialsFetcher(null, true, 1000, 1000)
                .withECSMetadataServiceHost(server.hostAndPort());
        AlibabaCloudCredentials machine = fetcher.fetch();

        assertThat(machine.getAccessKeyId()).startsWith("STS.");
        assertThat(server.requests())
                .extracting(request -> request.method() + " " + request.rawPath())
                .contains(
                        "PUT /latest/api/token",
                        "GET /latest/meta-data/ram/security-credentials/",
                        "GET /latest/meta-data/ram/security-credentials/sandbox-machine");
        AssumeRoleResponse.Credentials key = assume(machine).getCredentials();
        assertThat(Duration.between(Instant.now(), Instant.parse(key.getExpiration())))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(code(new BasicSessionCredentials(
                        key.getAccessKeyId(), key.getAccessKeySecret(), key.getSecurityToken())))
                .isEqualTo("NotFound");
    }

    private AssumeRoleResponse assume(AlibabaCloudCredentials machine) throws ClientException {
        AssumeRoleRequest request = new AssumeRoleRequest();
        request.setSysEndpoint(server.hostAndPort());
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysMethod(MethodType.POST);
        request.setRoleArn(ROLE);
        request.setRoleSessionName("voxgate");
        request.setDurationSeconds(900L);
        DefaultAcsClient client = new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou"), machine);
        try {
            return client.getAcsResponse(request);
        } finally {
            client.shutdown();
        }
    }

    /** What GetAgent of a task that does not exist is refused with. */
    private String code(AlibabaCloudCredentials credentials) {
        DefaultAcsClient client = new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou"), credentials);
        CommonRequest request = new CommonRequest();
        request.setSysMethod(MethodType.POST);
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysDomain(server.hostAndPort());
        request.setSysVersion("2018-01-11");
        request.setSysAction("GetAgent");
        AlibabaClient.task("room").forEach(request::putQueryParameter);
        try {
            return catchThrowableOfType(ClientException.class, () -> client.getCommonResponse(request))
                    .getErrCode();
        } finally {
            client.shutdown();
        }
    }
}
