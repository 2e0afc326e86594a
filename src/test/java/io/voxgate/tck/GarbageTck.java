package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever comes back over the wire: nothing throws, and nobody takes noise for a "no". */
interface GarbageTck extends TckSubject {
    List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "{}",
            "5",
            "\"text\"",
            "{",
            "{\"Response\"",
            "{\"Response\":null}",
            "{\"Response\":5}",
            "{\"Response\":[]}",
            "{\"Response\":{}}",
            "{\"Response\":{\"Error\":null}}",
            "{\"Response\":{\"Error\":\"InternalError\"}}",
            "{\"Response\":{\"Error\":{\"Code\":5,\"Message\":[]},\"RequestId\":{}}}",
            "{\"Response\":{\"TaskId\":7,\"SessionId\":[],\"RequestId\":null}}",
            "{\"Response\":{\"Status\":{},\"Session\":5,\"Sessions\":{},\"Total\":\"x\",\"TelCdrs\":7}}",
            "{\"Response\":{\"Session\":{\"SessionStatus\":7,\"StartTimestamp\":\"x\"},\"RequestId\":\"r\"}}",
            "{\"Code\":5}",
            "{\"Code\":null,\"Message\":null}",
            "{\"Status\":{},\"StartTime\":[]}",
            "{\"error\":7}",
            "{\"id\":5}",
            "<html><body>502 Bad Gateway</body></html>",
            "Service Unavailable",
            "\uFEFF{}",
            "\u0000\u0001",
            "{\"Response\":".repeat(2000),
            "[".repeat(100_000),
            "{\"a\":\"" + "x".repeat(2_000_000) + "\"}");

    @TestFactory
    default Stream<DynamicTest> noiseIsAnUnknownOutcome() {
        VendorCall start = translate(expectations().agent()).call();
        return replies()
                .map(reply -> dynamicTest(name(reply), () -> {
                    CallOutcome outcome = adapter().read(start, reply);

                    assertThat(outcome).isInstanceOf(CallOutcome.Unknown.class);
                    assertThat(((CallOutcome.Unknown) outcome).why())
                            .isNotBlank()
                            .hasSizeLessThan(500);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> noiseNeitherFindsNorMissesASession() {
        LookupState state = new LookupState(
                "ses_01",
                Optional.of("handle-1"),
                channel(),
                new LookupState.LookupTimes(TestAccount.NOW.minusSeconds(30), TestAccount.NOW, 60_000),
                LookupState.OtherSessions.NONE,
                Json.object());
        return replies()
                .map(reply -> dynamicTest(
                        name(reply),
                        () -> assertThat(adapter().lookup(state, Optional.of(reply)))
                                .isNotInstanceOf(LookupStep.Absent.class)
                                .matches(
                                        step -> !(step instanceof LookupStep.Found found)
                                                || found.session().status() == SessionStatus.UNKNOWN,
                                        "finds nothing that it knows")));
    }

    @TestFactory
    default Stream<DynamicTest> noiseIsNoHealthyConnection() {
        return replies()
                .filter(reply -> !reply.bodyText().contains("{\"Response\":{\""))
                .map(reply -> dynamicTest(
                        name(reply),
                        () -> assertThat(adapter().diagnose(reply).state())
                                .isNotEqualTo(ConnectionDiagnosis.DiagnosisState.HEALTHY)));
    }

    @TestFactory
    default Stream<DynamicTest> noiseIsNoCallback() {
        CredentialValues secrets =
                TestAccount.secrets(translate(expectations().agent()).call());
        return BODIES.stream()
                .map(body -> dynamicTest(shortened(body), () -> {
                    CallbackRequest request = new CallbackRequest(
                            Map.of("action", "cdr", "version", "1"),
                            Map.of("Sign", "x", "Authorization", "Basic %%%", "DingRTC-Signature", "a.b.c"),
                            body.getBytes(StandardCharsets.UTF_8));

                    assertThat(adapter().verify(request, TestAccount.account(), secrets, TestAccount.NOW))
                            .isInstanceOf(CallbackVerification.Refused.class);
                    assertThat(adapter().events(request))
                            .allMatch(event -> !event.dedupeKey().isEmpty())
                            .map(VendorEvent::raw)
                            .doesNotContainNull();
                    assertThat(adapter().acknowledge(request).status()).isEqualTo(200);
                }));
    }

    private static Stream<HttpReply> replies() {
        return Stream.of(200, 500, 404, 302)
                .flatMap(status -> BODIES.stream()
                        .map(body -> new HttpReply(
                                status, Map.of("Content-Type", "text/html"), body.getBytes(StandardCharsets.UTF_8))));
    }

    private static String name(HttpReply reply) {
        return reply.status() + " " + shortened(reply.bodyText());
    }

    private static String shortened(String body) {
        return body.length() + ": " + body.substring(0, Math.min(60, body.length()));
    }
}
