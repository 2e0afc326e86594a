package io.voxgate.role;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.InstallationIdentity.WorkloadProof;
import io.voxgate.adapter.MetadataStep;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.config.IdentitySettings;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.MetadataTransport;
import io.voxgate.egress.Transport;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import io.voxgate.sandbox.BuiltInAccounts;
import io.voxgate.sandbox.PodTokens;
import io.voxgate.sandbox.Sandbox;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxServer;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.TemporaryKeys;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.sandbox.alibaba.AlibabaMetadataSimulator;
import io.voxgate.sandbox.alibaba.AlibabaStsSimulator;
import io.voxgate.sandbox.tencent.sts.TencentMetadataSimulator;
import io.voxgate.sandbox.tencent.sts.TencentStsSimulator;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.TestAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A role is assumed with what the installation is, at simulated services that the vendors' own SDKs judge. */
class InstallationRolesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Transport TRANSPORT = new Transport(VERTX, new SimpleMeterRegistry(), () -> true);
    private static final MetadataTransport METADATA = new MetadataTransport(VERTX, new SimpleMeterRegistry());
    private static final RequestNonce NONCE = new RequestNonce("3ee8c1b883d344afa94f4e0ad82fd6cf");
    private static final Instant NOW = TestAccount.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private final TestWorld time = new TestWorld(Stream.concat(
                    Stream.of(
                            account("tencent-trtc", BuiltInAccounts.TENCENT_ID, BuiltInAccounts.TENCENT_SECRET),
                            account("alibaba-rtc", BuiltInAccounts.ALIBABA_ID, BuiltInAccounts.ALIBABA_SECRET)),
                    Stream.of("tencent-trtc", "tencent-ccc", "alibaba-rtc")
                            .flatMap(vendor -> Stream.of("workload", "workload-not-trusted", "workload-unknown-role")
                                    .map(name -> lent(vendor, name))))
            .toList());
    private final SandboxWorld world = time.world();
    private final Sandbox sandbox = new Sandbox(
            List.of(
                    new TencentStsSimulator(world),
                    new AlibabaStsSimulator(world),
                    new TencentMetadataSimulator(world),
                    new AlibabaMetadataSimulator(world)),
            world.ids());
    private final SandboxServer server = SandboxServer.of(sandbox);

    @TempDir
    Path home;

    InstallationRolesTest() {
        time.clock().set(NOW);
    }

    private static SandboxAccount account(String vendor, String id, String secret) {
        return new SandboxAccount(
                vendor,
                SandboxKey.permanent(id, secret),
                "1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static SandboxAccount lent(String vendor, String name) {
        SandboxKey key = SandboxKey.ofRole(role(vendor, name));
        return account(vendor, key.id(), key.secret());
    }

    private static String role(String vendor, String name) {
        return vendor.startsWith("tencent")
                ? "qcs::cam::uin/100000000001:roleName/" + name
                : "acs:ram::1000000000000001:role/" + name;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @AfterAll
    static void end() {
        VERTX.close();
    }

    private record Source(String source) implements IdentitySettings {
        @Override
        public Optional<String> roles() {
            return Optional.empty();
        }
    }

    private InstallationRoles roles(String source, Map<String, String> environment) {
        return new InstallationRoles(
                new WorkloadTokens(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(environment, "environment", 100))
                        .build()),
                TRANSPORT,
                METADATA,
                time.clock(),
                new Source(source));
    }

    /** As a cluster sets them. */
    private Map<String, String> environment(String token) throws IOException {
        Path file = Files.writeString(home.resolve("token"), token + "\n");
        return Map.of(
                "TKE_PROVIDER_ID",
                "cls-1",
                "TKE_WEB_IDENTITY_TOKEN_FILE",
                file.toString(),
                "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
                "acs:ram::1000000000000001:oidc-provider/ack-1",
                "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
                file.toString());
    }

    private RoleAnswer assumed(InstallationRoles roles, String vendor, String name, URI endpoint) {
        VendorAdapter adapter = AllAdapters.named(vendor);
        Map<String, SecretText> secrets = new HashMap<>(Map.of("roleArn", new SecretText(role(vendor, name))));
        RoleRequest request = new RoleRequest(
                vendor,
                new VendorAccount(Optional.empty(), Optional.of(endpoint), Json.object()),
                new CredentialValues(secrets, Map.of()));
        assertThat(request.withoutKey(adapter)).isTrue();
        return roles.assume(adapter, request, NONCE, Deadline.in(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, workload", "tencent-ccc, workload", "alibaba-rtc, workload",
        "tencent-trtc, instance", "tencent-ccc, instance", "alibaba-rtc, instance"
    })
    void theRolesKeyIsOfTheConnectionsRole(String vendor, String source) throws IOException {
        RoleAnswer answer =
                assumed(roles(source, environment(PodTokens.until(LATER))), vendor, "workload", server.uri());

        assertThat(answer).isInstanceOfSatisfying(RoleAnswer.Granted.class, granted -> {
            assertThat(granted.key().endsAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
            SandboxKey known = TemporaryKeys.accounts(
                            world.accounts(), vendor, granted.key().id())
                    .getFirst()
                    .key();
            assertThat(known.secret()).isEqualTo(granted.key().secret().reveal());
            assertThat(TemporaryKeys.owner(granted.key().id())).contains(role(vendor, "workload"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, workload, workload-not-trusted, UnauthorizedOperation",
        "tencent-trtc, workload, workload-unknown-role, ResourceNotFound.RoleNotFound",
        "tencent-trtc, workload, of-nobody, ResourceNotFound.RoleNotFound",
        "tencent-ccc, instance, workload-not-trusted, UnauthorizedOperation",
        "alibaba-rtc, workload, workload-not-trusted, NoPermission",
        "alibaba-rtc, workload, of-nobody, EntityNotExist.Role",
        "alibaba-rtc, instance, workload-unknown-role, EntityNotExist.Role"
    })
    void aNoHasTheVendorsCode(String vendor, String source, String name, String code) throws IOException {
        assertThat(assumed(roles(source, environment(PodTokens.until(LATER))), vendor, name, server.uri()))
                .isInstanceOfSatisfying(
                        RoleAnswer.Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, InvalidParameter.WebIdentityTokenError",
        "alibaba-rtc, AuthenticationFail.OIDCToken.Expired"
    })
    void aTokenThatHasEndedIsRefusedAndTheNextOneIsReadAnew(String vendor, String code) throws IOException {
        InstallationRoles roles = roles("workload", environment(PodTokens.until(NOW)));
        assertThat(assumed(roles, vendor, "workload", server.uri()))
                .isInstanceOfSatisfying(
                        RoleAnswer.Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(code));

        environment(PodTokens.until(LATER));
        assertThat(assumed(roles, vendor, "workload", server.uri())).isInstanceOf(RoleAnswer.Granted.class);
    }

    /** A vendor, or whoever stands in its place, that says back what it was sent. */
    @ParameterizedTest
    @ValueSource(strings = {"tencent-trtc", "alibaba-rtc"})
    void whatProvesTheInstallationIsNotRepeated(String vendor) throws IOException {
        String token = PodTokens.until(LATER);
        try (SandboxServer echo = SandboxServer.of(InstallationRolesTest::echoed)) {
            RoleAnswer answer = assumed(roles("workload", environment(token)), vendor, "workload", echo.uri());

            assertThat(echo.requests()).hasSize(1);
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            RoleAnswer.Refused.class,
                            refused -> assertThat(refused.error().message())
                                    .startsWith("you sent")
                                    .doesNotContain(token)
                                    .doesNotContain(token.substring(0, token.length() / 2)));
        }
    }

    private static SandboxReply echoed(SandboxRequest request) {
        boolean tencent = request.header("X-TC-Action").isPresent();
        String sent = new String(request.body(), StandardCharsets.UTF_8);
        ObjectNode body = Json.object();
        ObjectNode error =
                tencent ? body.putObject("Response").put("RequestId", "r").putObject("Error") : body;
        error.put("Code", "Echo").put("Message", "you sent " + sent);
        if (!tencent) {
            body.put("RequestId", "r");
        }
        return new SandboxReply.ReplyWithBody(
                tencent ? 200 : 400,
                Map.of("Content-Type", "application/json"),
                Json.write(body).getBytes(StandardCharsets.UTF_8),
                Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tencent-trtc", "alibaba-rtc"})
    void withoutAWorkloadsIdentityTheOperatorIsTold(String vendor) throws IOException {
        String variable =
                vendor.startsWith("tencent") ? "TKE_WEB_IDENTITY_TOKEN_FILE" : "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
        String provider = vendor.startsWith("tencent") ? "TKE_PROVIDER_ID" : "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";

        assertThat(why(vendor, Map.of())).contains("no workload identity").contains(provider);
        assertThat(why(vendor, Map.of(provider, "p")))
                .contains("no workload identity")
                .contains(variable);
        assertThat(why(
                        vendor,
                        Map.of(provider, "p", variable, home.resolve("none").toString())))
                .contains(variable)
                .contains("cannot be read");
        Path empty = Files.writeString(home.resolve("empty"), "\n");
        assertThat(why(vendor, Map.of(provider, "p", variable, empty.toString())))
                .contains("holds no token");
        Path long1 = Files.writeString(home.resolve("long"), "a".repeat(20_001));
        assertThat(why(vendor, Map.of(provider, "p", variable, long1.toString())))
                .contains("holds no token");
        assertThat(server.requests()).isEmpty();
    }

    private String why(String vendor, Map<String, String> environment) {
        RoleAnswer answer = assumed(roles("workload", environment), vendor, "workload", server.uri());
        assertThat(answer).isInstanceOf(RoleAnswer.Unavailable.class);
        return ((RoleAnswer.Unavailable) answer).why();
    }

    /** A proxy's page, a machine without a role, an answer that is cut off: never a path, never a key. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|<html>proxy</html>|names no role",
                "404|404 - Not Found|names no role",
                "200|../../user-data|names no role",
                "200|``|names no role",
                "200|a-role|gives no key"
            })
    void aMachineWithoutARoleHasNoKey(int status, String body, String why) throws IOException {
        for (String vendor : List.of("tencent-trtc", "alibaba-rtc")) {
            try (SandboxServer strange = SandboxServer.of(request -> new SandboxReply.ReplyWithBody(
                    status, Map.of(), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO))) {
                assertThat(assumed(roles("instance", Map.of()), vendor, "workload", strange.uri()))
                        .as(vendor)
                        .isInstanceOfSatisfying(
                                RoleAnswer.Unavailable.class,
                                no -> assertThat(no.why()).contains(why));
                assertThat(strange.requests())
                        .noneMatch(request -> request.rawPath().contains("user-data"));
            }
        }
    }

    /** Where the connection is not the sandbox's, the machine's own service is asked, and the vendor's own STS. */
    @Test
    void theVendorsOwnAddressesAreAsked() {
        VendorAccount account = new VendorAccount(Optional.empty(), Optional.empty(), Json.object());
        var tencent = AllAdapters.named("tencent-trtc").installationIdentity().orElseThrow();
        var alibaba = AllAdapters.named("alibaba-rtc").installationIdentity().orElseThrow();
        var proof = new WorkloadProof("p", new SecretText("t.o.k"));

        assertThat(tencent.assumeRole(proof, role("tencent-trtc", "a"), account, NOW)
                        .uri())
                .isEqualTo(URI.create("https://sts.tencentcloudapi.com/"));
        assertThat(alibaba.assumeRole(proof, role("alibaba-rtc", "a"), account, NOW)
                        .uri()
                        .toString())
                .startsWith("https://sts.aliyuncs.com/?Action=AssumeRoleWithOIDC&")
                .doesNotContain("t.o.k");
        assertThat(tencent.machineKey(account))
                .isInstanceOfSatisfying(
                        MetadataStep.MetadataQuestion.class,
                        question -> assertThat(question.call().uri())
                                .isEqualTo(URI.create(
                                        "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/")));
        assertThat(alibaba.machineKey(account))
                .isInstanceOfSatisfying(
                        MetadataStep.MetadataQuestion.class,
                        question -> assertThat(question.call().uri())
                                .isEqualTo(URI.create("http://100.100.100.200/latest/api/token")));
    }
}
