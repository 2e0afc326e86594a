package io.voxgate.sandbox.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.auth.sts.AssumeRoleRequest;
import com.aliyuncs.auth.sts.AssumeRoleResponse;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import io.voxgate.sandbox.Sandbox;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxServer;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vendor's own client, aliyun-java-sdk-core, with temporary keys, in both versions of the signature: those of the
 * simulated Security Token Service and those of a customer.
 */
class TemporaryKeySdkTest {
    private static final String ROLE = "acs:ram::1000000000000001:role/";
    private static final String OWN_TOKEN = "a-token-of-the-customers-own-0001";

    private final TestWorld time = new TestWorld(List.of(
            account(SandboxKey.permanent("LTAIperm", "permanentSecret")),
            account(SandboxKey.of("STS.own", "ownSecret", Optional.of(OWN_TOKEN)))));
    private final SandboxWorld world = time.world();
    private final SandboxServer server = SandboxServer.of(
            new Sandbox(List.of(new AlibabaRtcSimulator(world), new AlibabaStsSimulator(world)), world.ids()));

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

    @ParameterizedTest
    @EnumSource(SignatureVersion.class)
    void aRolesKeyIsTaken(SignatureVersion version) throws ClientException {
        AssumeRoleResponse.Credentials key = assume("agents", 900L).getCredentials();

        assertThat(key.getAccessKeyId()).startsWith("STS.");
        assertThat(Duration.between(Instant.now(), Instant.parse(key.getExpiration())))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(code(version, session(key))).as("admitted, and no such task").isEqualTo("NotFound");
    }

    private static Stream<Arguments> wrongTokens() {
        return Stream.of(SignatureVersion.values())
                .flatMap(version -> Stream.of(
                        Arguments.of(version, "", "MissingSecurityToken"),
                        Arguments.of(version, "rubbish", "InvalidSecurityToken.Malformed"),
                        Arguments.of(version, OWN_TOKEN, "InvalidSecurityToken.MismatchWithAccessKey")));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void aWrongTokenHasItsCode(SignatureVersion version, String token, String expected) throws ClientException {
        AssumeRoleResponse.Credentials key = assume("agents", 900L).getCredentials();
        AlibabaCloudCredentials credentials = token.isEmpty()
                ? new BasicCredentials(key.getAccessKeyId(), key.getAccessKeySecret())
                : new BasicSessionCredentials(key.getAccessKeyId(), key.getAccessKeySecret(), token);

        assertThat(code(version, credentials)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(SignatureVersion.class)
    void aTokenEnds(SignatureVersion version) throws ClientException {
        AssumeRoleResponse.Credentials key = assume("agents-short-lived", 900L).getCredentials();

        assertThat(code(version, session(key))).isEqualTo("NotFound");
        time.clock().set(Instant.now().plusSeconds(61));
        assertThat(code(version, session(key))).isEqualTo("InvalidSecurityToken.Expired");
    }

    @ParameterizedTest
    @EnumSource(SignatureVersion.class)
    void aPermanentKeyHasNoToken(SignatureVersion version) throws ClientException {
        String token = assume("agents", 900L).getCredentials().getSecurityToken();

        assertThat(code(version, new BasicSessionCredentials("LTAIperm", "permanentSecret", token)))
                .isEqualTo("InvalidSecurityToken.MismatchWithAccessKey");
    }

    @ParameterizedTest
    @EnumSource(SignatureVersion.class)
    void aCustomersOwnTemporaryKeyNeedsItsToken(SignatureVersion version) {
        assertThat(code(version, new BasicSessionCredentials("STS.own", "ownSecret", OWN_TOKEN)))
                .isEqualTo("NotFound");
        assertThat(code(version, new BasicSessionCredentials("STS.own", "wrong", OWN_TOKEN)))
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(code(version, new BasicCredentials("STS.own", "ownSecret"))).isEqualTo("MissingSecurityToken");
    }

    private static Stream<Arguments> rolesThatAreRefused() {
        return Stream.of(
                Arguments.of("agents-unknown-role", 900L, "EntityNotExist.Role"),
                Arguments.of("agents-not-trusted", 900L, "NoPermission"),
                Arguments.of("agents", 899L, "InvalidDurationSeconds"),
                Arguments.of("agents", 43_201L, "InvalidDurationSeconds"),
                Arguments.of("a:b", 900L, "InvalidRoleArn"));
    }

    @ParameterizedTest
    @MethodSource("rolesThatAreRefused")
    void aRoleThatCannotBeAssumedIsRefused(String role, Long seconds, String expected) {
        assertThat(catchThrowableOfType(ClientException.class, () -> assume(role, seconds))
                        .getErrCode())
                .isEqualTo(expected);
    }

    private AssumeRoleResponse assume(String role, Long seconds) throws ClientException {
        AssumeRoleRequest request = new AssumeRoleRequest();
        request.setSysEndpoint(server.hostAndPort());
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysMethod(MethodType.POST);
        request.setRoleArn(ROLE + role);
        request.setRoleSessionName("voxgate");
        request.setDurationSeconds(seconds);
        DefaultAcsClient client = new DefaultAcsClient(
                DefaultProfile.getProfile("cn-hangzhou"), new BasicCredentials("LTAIperm", "permanentSecret"));
        try {
            return client.getAcsResponse(request);
        } finally {
            client.shutdown();
        }
    }

    private static AlibabaCloudCredentials session(AssumeRoleResponse.Credentials key) {
        return new BasicSessionCredentials(key.getAccessKeyId(), key.getAccessKeySecret(), key.getSecurityToken());
    }

    /** What GetAgent of a task that does not exist is refused with. */
    private String code(SignatureVersion version, AlibabaCloudCredentials credentials) {
        DefaultAcsClient client = new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou"), credentials);
        CommonRequest request = new CommonRequest();
        request.setSysSignatureVersion(version);
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
