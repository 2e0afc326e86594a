package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import io.voxgate.sandbox.Sandbox;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.TemporaryKeys;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.sandbox.alibaba.AlibabaStsSimulator;
import io.voxgate.sandbox.tencent.sts.TencentStsSimulator;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.TestAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection's key assumes a role at the simulated Security Token Services, which the vendors' own SDKs judge. */
class RoleTest {
    private static final RequestNonce NONCE = new RequestNonce("3ee8c1b883d344afa94f4e0ad82fd6cf");

    private final TestWorld time =
            new TestWorld(List.of(account("tencent-trtc"), account("tencent-ccc"), account("alibaba-rtc")));
    private final SandboxWorld world = time.world();
    private final Sandbox sandbox =
            new Sandbox(List.of(new TencentStsSimulator(world), new AlibabaStsSimulator(world)), world.ids());

    RoleTest() {
        time.clock().set(TestAccount.NOW);
    }

    private static SandboxAccount account(String vendor) {
        return new SandboxAccount(
                vendor,
                SandboxKey.permanent("AKIDperm", "permanentSecret"),
                "1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<HttpCall> question(
            String vendor, Optional<String> role, String secret, String... settings) {
        VendorAdapter adapter = AllAdapters.named(vendor);
        ConnectionSchema schema = adapter.info().connection();
        Map<String, SecretText> secrets = new HashMap<>();
        secrets.put(schema.secret(SecretPart.KEY_ID).orElseThrow(), new SecretText("AKIDperm"));
        secrets.put(schema.secret(SecretPart.KEY_SECRET).orElseThrow(), new SecretText(secret));
        role.ifPresent(arn -> secrets.put(schema.secret(SecretPart.ROLE).orElseThrow(), new SecretText(arn)));
        var given = Json.object();
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return adapter.assumeRole(
                new VendorAccount(Optional.empty(), Optional.empty(), given),
                new CredentialValues(secrets, Map.of()),
                TestAccount.NOW,
                NONCE);
    }

    private static String role(String vendor, String name) {
        return vendor.startsWith("tencent")
                ? "qcs::cam::uin/100000000001:roleName/" + name
                : "acs:ram::1001:role/" + name;
    }

    private RoleAnswer asked(String vendor, String name, String secret) {
        HttpCall call =
                question(vendor, Optional.of(role(vendor, name)), secret).orElseThrow();
        String query = call.uri().getRawQuery() == null ? "" : call.uri().getRawQuery();
        SandboxReply.ReplyWithBody reply = (SandboxReply.ReplyWithBody)
                sandbox.handle(new SandboxRequest(call.method(), "/", query, call.headers(), call.body()));
        return AllAdapters.named(vendor).role(new HttpReply(reply.status(), reply.headers(), reply.body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tencent-trtc", "tencent-ccc", "alibaba-rtc"})
    void aRolesKeyIsGivenForAnHour(String vendor) {
        assertThat(asked(vendor, "agents", "permanentSecret"))
                .isInstanceOfSatisfying(RoleAnswer.Granted.class, granted -> {
                    TemporaryKey key = granted.key();
                    assertThat(key.endsAt()).isEqualTo(TestAccount.NOW.plus(Duration.ofHours(1)));
                    SandboxKey known = TemporaryKeys.accounts(world.accounts(), vendor, key.id())
                            .getFirst()
                            .key();
                    assertThat(known.secret()).isEqualTo(key.secret().reveal());
                    assertThat(known.token()).contains(key.token().reveal());
                    assertThat(granted.toString())
                            .doesNotContain(known.secret(), key.token().reveal());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, agents-not-trusted, permanentSecret, UnauthorizedOperation",
        "tencent-ccc, agents-unknown-role, permanentSecret, ResourceNotFound.RoleNotFound",
        "tencent-trtc, agents, wrongSecret, AuthFailure.SignatureFailure",
        "alibaba-rtc, agents-not-trusted, permanentSecret, NoPermission",
        "alibaba-rtc, agents-unknown-role, permanentSecret, EntityNotExist.Role",
        "alibaba-rtc, agents, wrongSecret, SignatureDoesNotMatch"
    })
    void aNoHasTheVendorsCode(String vendor, String role, String secret, String code) {
        assertThat(asked(vendor, role, secret)).isInstanceOfSatisfying(RoleAnswer.Refused.class, refused -> {
            assertThat(refused.error().code()).isEqualTo(code);
            assertThat(refused.error().vendor()).isEqualTo(vendor);
            assertThat(refused.error().message()).isNotBlank();
            assertThat(refused.error().requestId()).isNotBlank();
        });
    }

    /** Pages of proxies, answers that are cut off, the service's own faults: nothing is said of the key or the role. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|<html>proxy</html>",
                "200|{}",
                "200|{\"Response\":{}}",
                "200|{\"Credentials\":{}}",
                "200|``",
                "502|bad gateway",
                "200|{\"RequestId\":\"r\",\"Credentials\":{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"b\",\"SecurityToken\":\"c\"}}",
                "200|{\"RequestId\":\"r\",\"Credentials\":{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"b\",\"SecurityToken\":\"c\","
                        + "\"Expiration\":\"soon\"}}",
                "500|{\"Code\":\"InternalError\",\"Message\":\"m\",\"RequestId\":\"r\"}",
                "400|{\"Code\":\"Throttling.User\",\"Message\":\"m\",\"RequestId\":\"r\"}",
                "503|{\"Code\":\"ServiceUnavailable\",\"Message\":\"m\",\"RequestId\":\"r\"}",
                "200|{\"Response\":{\"Error\":{\"Code\":\"InternalError.SystemError\",\"Message\":\"m\"},\"RequestId\":\"r\"}}",
                "200|{\"Response\":{\"Error\":{\"Code\":\"RequestLimitExceeded\",\"Message\":\"m\"},\"RequestId\":\"r\"}}",
                "200|{\"Response\":{\"Credentials\":{\"TmpSecretId\":\"a\"},\"RequestId\":\"r\"}}",
                "200|{\"Response\":{\"Credentials\":{\"TmpSecretId\":\"a\",\"TmpSecretKey\":\"b\",\"Token\":\"c\"},"
                        + "\"RequestId\":\"r\"}}"
            })
    void whatIsNoAnswerIsUnavailable(int status, String body) {
        List.of("tencent-trtc", "tencent-ccc", "alibaba-rtc")
                .forEach(vendor -> assertThat(AllAdapters.named(vendor).role(HttpReply.json(status, body)))
                        .as(vendor)
                        .isInstanceOf(RoleAnswer.Unavailable.class));
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, china, sts.tencentcloudapi.com",
        "tencent-trtc, international, sts.intl.tencentcloudapi.com",
        "tencent-ccc, international, sts.intl.tencentcloudapi.com",
        "alibaba-rtc, china, sts.aliyuncs.com"
    })
    void theServiceIsAskedAtTheVendorsOwnAddress(String vendor, String site, String host) {
        HttpCall call = question(vendor, Optional.of(role(vendor, "agents")), "permanentSecret", "site", site)
                .orElseThrow();

        assertThat(call.uri().getHost()).isEqualTo(host);
        assertThat(call.uri().getScheme()).isEqualTo("https");
    }

    @Test
    void withoutARoleNothingIsAsked() {
        assertThat(AllAdapters.all())
                .filteredOn(adapter ->
                        adapter.info().connection().secret(SecretPart.ROLE).isPresent())
                .hasSize(3)
                .allSatisfy(adapter -> assertThat(question(adapter.info().id(), Optional.empty(), "permanentSecret"))
                        .isEmpty());
    }
}
