package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.ConnectionDiagnosis.DiagnosisState;
import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.model.SecretText;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.sandbox.alibaba.AlibabaRtcSimulator;
import io.voxgate.sandbox.tencent.ccc.CccSimulator;
import io.voxgate.sandbox.tencent.trtc.TrtcSimulator;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.TestAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection with a temporary key: its token goes with each call, as each vendor wants it. */
class TemporaryKeyTest {
    private static final String TOKEN = "token-of-a-temporary-key-0001";
    private static final Map<String, Function<SandboxWorld, Simulator>> SIMULATORS = Map.of(
            "tencent-trtc",
            TrtcSimulator::new,
            "tencent-ccc",
            CccSimulator::new,
            "alibaba-rtc",
            AlibabaRtcSimulator::new);

    private static final class Customer {
        private final VendorAdapter adapter;
        private final ConnectionSchema schema;
        private final Simulator simulator;

        Customer(String vendor) {
            adapter = AllAdapters.named(vendor);
            schema = adapter.info().connection();
            TestWorld world = new TestWorld(List.of(new SandboxAccount(
                    vendor,
                    SandboxKey.of("AKIDtemporary", "secret", Optional.of(TOKEN)),
                    vendor.equals("alibaba-rtc") ? TestAccount.APP_ID : Long.toString(TestAccount.SDK_APP_ID),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
            world.clock().set(TestAccount.NOW);
            simulator = SIMULATORS.get(vendor).apply(world.world());
        }

        /** @param token empty: none */
        HttpCall call(String token) {
            Map<String, SecretText> secrets = new HashMap<>();
            secrets.put(schema.secret(SecretPart.KEY_ID).orElseThrow(), new SecretText("AKIDtemporary"));
            secrets.put(schema.secret(SecretPart.KEY_SECRET).orElseThrow(), new SecretText("secret"));
            if (!token.isEmpty()) {
                secrets.put(schema.secret(SecretPart.KEY_TOKEN).orElseThrow(), new SecretText(token));
            }
            VendorAccount account = TestAccount.account();
            return adapter.sign(
                    adapter.probe(account),
                    account,
                    new CredentialValues(secrets, Map.of()),
                    TestAccount.NOW,
                    new RequestNonce("3ee8c1b883d344afa94f4e0ad82fd6cf"));
        }

        ConnectionDiagnosis verified(String token) {
            HttpCall call = call(token);
            String query = call.uri().getRawQuery() == null ? "" : call.uri().getRawQuery();
            SandboxReply.ReplyWithBody reply = (SandboxReply.ReplyWithBody)
                    simulator.handle(new SandboxRequest(call.method(), "/", query, call.headers(), call.body()));
            return adapter.diagnose(new HttpReply(reply.status(), reply.headers(), reply.body()));
        }
    }

    @ParameterizedTest
    @CsvSource({"tencent-trtc", "tencent-ccc", "alibaba-rtc"})
    void theVendorTakesTheKeyWithItsToken(String vendor) {
        assertThat(new Customer(vendor).verified(TOKEN).state()).isEqualTo(DiagnosisState.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, '', AuthFailure.TokenFailure",
        "tencent-trtc, another-token-of-some-other-key, AuthFailure.TokenFailure",
        "tencent-ccc, '', AuthFailure.TokenFailure",
        "tencent-ccc, another-token-of-some-other-key, AuthFailure.TokenFailure",
        "alibaba-rtc, '', MissingSecurityToken",
        "alibaba-rtc, short, InvalidSecurityToken.Malformed",
        "alibaba-rtc, another-token-of-some-other-key, InvalidSecurityToken.MismatchWithAccessKey"
    })
    void whatIsWrongWithATokenIsSaidAtItsField(String vendor, String token, String code) {
        ConnectionDiagnosis said = new Customer(vendor).verified(token);

        assertThat(said.state()).isEqualTo(DiagnosisState.WRONG_KEY);
        assertThat(said.pointer()).isEqualTo("/credentials/securityToken");
        assertThat(said.vendorError())
                .isNotNull()
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
        assertThat(said.detail()).contains("securityToken");
    }

    private static Stream<Arguments> placesOfTheToken() {
        return Stream.of(
                Arguments.of("tencent-trtc", "X-TC-Token", false),
                Arguments.of("tencent-ccc", "X-TC-Token", false),
                Arguments.of("alibaba-rtc", "x-acs-security-token", true));
    }

    /** Tencent's SDK signs content-type and host alone; Alibaba wants every header of its family signed. */
    @ParameterizedTest
    @MethodSource("placesOfTheToken")
    void theTokenIsAHeader(String vendor, String header, boolean signed) {
        Customer customer = new Customer(vendor);
        HttpCall with = customer.call(TOKEN);
        HttpCall without = customer.call("");

        assertThat(with.headers()).containsEntry(header, TOKEN);
        assertThat(without.headers()).doesNotContainKey(header);
        assertThat(authorization(with).contains(header)).isEqualTo(signed);
        assertThat(authorization(with).equals(authorization(without))).isEqualTo(!signed);
        assertThat(with.toString()).doesNotContain(TOKEN);
    }

    @Test
    void everyVendorWithATokenHasItUnderOneName() {
        assertThat(SIMULATORS.keySet())
                .allSatisfy(vendor -> assertThat(
                                AllAdapters.named(vendor).info().connection().secret(SecretPart.KEY_TOKEN))
                        .contains("securityToken"));
    }

    private static String authorization(HttpCall call) {
        return call.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
