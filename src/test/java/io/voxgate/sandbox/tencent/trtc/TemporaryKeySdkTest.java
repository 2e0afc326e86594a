package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.ccc.v20200210.CccClient;
import com.tencentcloudapi.ccc.v20200210.models.DescribeTelSessionRequest;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.sts.v20180813.StsClient;
import com.tencentcloudapi.sts.v20180813.models.AssumeRoleRequest;
import com.tencentcloudapi.sts.v20180813.models.AssumeRoleResponse;
import com.tencentcloudapi.trtc.v20190722.TrtcClient;
import com.tencentcloudapi.trtc.v20190722.models.StartAIConversationRequest;
import io.voxgate.sandbox.Sandbox;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxServer;
import io.voxgate.sandbox.tencent.ccc.CccSimulator;
import io.voxgate.sandbox.tencent.sts.TencentStsSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vendor's own clients with temporary keys: those of the simulated Security Token Service and those of a customer.
 * Whatever is wrong with a token has the one documented code, AuthFailure.TokenFailure.
 */
class TemporaryKeySdkTest {
    private static final String ROLE = "qcs::cam::uin/100000000001:roleName/";
    private static final String OWN_TOKEN = "a-token-of-the-customers-own-0001";

    private final TrtcBench bench = new TrtcBench(
            account("tencent-ccc", SandboxKey.permanent("AKIDTEST", "testSecretKey"), "1500000009"),
            account("tencent-trtc", SandboxKey.of("AKIDOWN", "ownSecret", Optional.of(OWN_TOKEN)), "1400000009"));
    private SandboxServer server;

    private static SandboxAccount account(String vendor, SandboxKey key, String app) {
        return new SandboxAccount(
                vendor, key, app, Optional.of("joinKey"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @BeforeEach
    void open() {
        bench.world.clock().set(Instant.now());
        var world = bench.world.world();
        server = SandboxServer.of(new Sandbox(
                List.of(bench.simulator, new CccSimulator(world), new TencentStsSimulator(world)), world.ids()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRolesKeyStartsAConversationAndIsTakenByBothProducts() throws Exception {
        AssumeRoleResponse assumed = assume("agents", 1800L);
        Instant endsAt = Instant.ofEpochSecond(assumed.getExpiredTime());

        assertThat(assumed.getExpiration()).isEqualTo(endsAt.toString());
        assertThat(Duration.between(Instant.now(), endsAt)).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        assertThat(trtc(credential(assumed))
                        .StartAIConversation(start("room-1"))
                        .getTaskId())
                .isNotEmpty();
        assertThat(server.last().header("X-TC-Token"))
                .contains(assumed.getCredentials().getToken());
        assertThat(refusal(() -> ccc(credential(assumed)).DescribeTelSession(nobody())))
                .as("admitted, and no such call")
                .isEqualTo("FailedOperation.SessionNotExists");
    }

    @Test
    void theTokenBelongsToItsKey() throws Exception {
        AssumeRoleResponse mine = assume("agents", 1800L);
        AssumeRoleResponse other = assume("agents", 1800L);
        String id = mine.getCredentials().getTmpSecretId();
        String key = mine.getCredentials().getTmpSecretKey();

        assertThat(refused(new Credential(id, key))).as("missing").isEqualTo("AuthFailure.TokenFailure");
        assertThat(refused(new Credential(id, key, other.getCredentials().getToken())))
                .as("another key's")
                .isEqualTo("AuthFailure.TokenFailure");
        assertThat(refused(new Credential(id, key, "rubbish"))).isEqualTo("AuthFailure.TokenFailure");
        assertThat(refused(new Credential(
                        "AKIDTEST", "testSecretKey", mine.getCredentials().getToken())))
                .as("a permanent key has none")
                .isEqualTo("AuthFailure.TokenFailure");
        assertThat(refused(new Credential(id, "wrong", mine.getCredentials().getToken())))
                .isEqualTo("AuthFailure.SignatureFailure");
        assertThat(refused(new Credential(
                        id.replaceFirst("z.*z", "zffffffffz"),
                        key,
                        mine.getCredentials().getToken())))
                .as("an id with a later end is not this key")
                .isEqualTo("AuthFailure.TokenFailure");
    }

    @Test
    void aTokenEnds() throws Exception {
        Credential credential = credential(assume("agents", 240L));
        trtc(credential).StartAIConversation(start("room-1"));

        bench.world.clock().set(Instant.now().plusSeconds(239));
        assertThat(refused(credential)).as("known, and the twin of the first").isEqualTo("FailedOperation.TaskExist");
        bench.world.clock().set(Instant.now().plusSeconds(241));
        assertThat(refused(credential)).isEqualTo("AuthFailure.TokenFailure");
    }

    @Test
    void aCustomersOwnTemporaryKeyNeedsItsToken() throws Exception {
        assertThat(trtc(new Credential("AKIDOWN", "ownSecret", OWN_TOKEN))
                        .StartAIConversation(start("room-1"))
                        .getTaskId())
                .isNotEmpty();
        assertThat(refused(new Credential("AKIDOWN", "ownSecret"))).isEqualTo("AuthFailure.TokenFailure");
        assertThat(refused(new Credential("AKIDOWN", "ownSecret", OWN_TOKEN + "x")))
                .isEqualTo("AuthFailure.TokenFailure");
    }

    @ParameterizedTest
    @CsvSource({
        "agents-unknown-role, 1800, ResourceNotFound.RoleNotFound",
        "agents-not-trusted, 1800, UnauthorizedOperation",
        "agents, 43201, InvalidParameter.OverTimeError",
        "'', 1800, InvalidParameter.ParamError"
    })
    void aRoleThatCannotBeAssumedIsRefused(String role, long seconds, String code) {
        assertThat(refusal(() -> assume(role, seconds))).isEqualTo(code);
    }

    @Test
    void aShortLivedRolesKeyEndsAfterAMinute() throws Exception {
        AssumeRoleResponse assumed = assume("agents-short-lived", 1800L);

        assertThat(Instant.ofEpochSecond(assumed.getExpiredTime()))
                .isBetween(Instant.now().plusSeconds(55), Instant.now().plusSeconds(61));
    }

    /** A role may assume another. */
    @Test
    void aRolesKeyMayAssumeAnotherRole() throws Exception {
        AssumeRoleResponse first = assume("agents", 1800L);
        StsClient client = new StsClient(credential(first), "ap-guangzhou", profile());
        AssumeRoleResponse second = client.AssumeRole(request("others", 900L));

        assertThat(trtc(credential(second)).StartAIConversation(start("room-1")).getTaskId())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKIDTEST-expired-token"})
    void aMagicKeyHasAnExpiredToken(String id) {
        assertThat(refused(new Credential(id, "any", "any"))).isEqualTo("AuthFailure.TokenFailure");
    }

    private AssumeRoleResponse assume(String role, Long seconds) throws TencentCloudSDKException {
        StsClient client = new StsClient(new Credential("AKIDTEST", "testSecretKey"), "ap-guangzhou", profile());
        return client.AssumeRole(request(role, seconds));
    }

    private static AssumeRoleRequest request(String role, Long seconds) {
        AssumeRoleRequest request = new AssumeRoleRequest();
        request.setRoleArn(ROLE + role);
        request.setRoleSessionName("voxgate");
        request.setDurationSeconds(seconds);
        request.setExternalId("acme");
        return request;
    }

    private static Credential credential(AssumeRoleResponse assumed) {
        return new Credential(
                assumed.getCredentials().getTmpSecretId(),
                assumed.getCredentials().getTmpSecretKey(),
                assumed.getCredentials().getToken());
    }

    private String refused(Credential credential) {
        return refusal(() -> trtc(credential).StartAIConversation(start("room-2")));
    }

    private TrtcClient trtc(Credential credential) {
        return new TrtcClient(credential, "ap-singapore", profile());
    }

    private CccClient ccc(Credential credential) {
        return new CccClient(credential, "", profile());
    }

    private static DescribeTelSessionRequest nobody() {
        return AbstractModel.fromJsonString(
                "{\"SdkAppId\":1500000009,\"SessionId\":\"nobody\"}", DescribeTelSessionRequest.class);
    }

    private StartAIConversationRequest start(String room) {
        return AbstractModel.fromJsonString(bench.start(room).toString(), StartAIConversationRequest.class);
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

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(TencentCloudSDKException.class, call).getErrorCode();
    }
}
