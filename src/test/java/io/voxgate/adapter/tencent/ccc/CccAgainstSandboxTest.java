package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.EventData;
import io.voxgate.model.SecretText;
import io.voxgate.model.SessionStatus;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.sandbox.tencent.ccc.CccSimulator;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The adapter and the simulated vendor, each written from the documents alone, understand each other through a whole
 * call.
 */
class CccAgainstSandboxTest {
    private static final CredentialValues SECRETS = new CredentialValues(
            Map.of(
                    "secretId",
                    new SecretText("AKIDccc"),
                    "secretKey",
                    new SecretText("secret"),
                    "pushUser",
                    new SecretText("pusher"),
                    "pushPassword",
                    new SecretText("pass")),
            Map.of("llm", Map.of("apiKey", new SecretText("sk"))));

    private final TestWorld world = new TestWorld(List.of(new SandboxAccount(
            "tencent-ccc",
            SandboxKey.permanent("AKIDccc", "secret"),
            Long.toString(TestAccount.SDK_APP_ID),
            Optional.empty(),
            Optional.of("http://customer.test/push"),
            Optional.of("pusher"),
            Optional.of("pass"))));
    private final CccSimulator vendor = new CccSimulator(world.world());
    private final CccAdapter adapter = new CccAdapter();
    private final Instant began = world.clock().instant();

    private Optional<HttpReply> send(VendorCall call) {
        HttpCall http = adapter.sign(
                call, TestAccount.account(), SECRETS, world.clock().instant(), new RequestNonce("0".repeat(32)));
        return switch (vendor.handle(new SandboxRequest(http.method(), "/", "", http.headers(), http.body()))) {
            case SandboxReply.ReplyWithBody answer ->
                Optional.of(new HttpReply(answer.status(), answer.headers(), answer.body()));
            case SandboxReply.Reset _ -> Optional.empty();
        };
    }

    private static Channel.Phone phone(String ending) {
        return new Channel.Phone("+861380000" + ending, null);
    }

    private Optional<CallOutcome> start(Channel phone) {
        VendorCall call = adapter.translate(new StartCommand(
                        Yaml.agent(Yaml.object("llm: {protocol: openai, url: 'https://api.openai.com/v1', model: "
                                + "m, credentialRef: llm, systemPrompt: p}\ntelephony: {voicemail: "
                                + "{detect: true}}")),
                        Optional.of(phone),
                        Optional.empty()))
                .call();
        return send(call).map(reply -> adapter.read(call, reply));
    }

    private LookupStep lookUp(Channel phone, Optional<String> id) {
        return lookUp(phone, id, Json.object());
    }

    private LookupStep lookUp(Channel phone, Optional<String> id, ObjectNode memory) {
        LookupState state = new LookupState(
                "ses_1",
                id,
                phone,
                new LookupState.LookupTimes(began, world.clock().instant(), 60_000),
                LookupState.OtherSessions.NONE,
                memory);
        LookupStep step = adapter.lookup(state, Optional.empty());
        while (step instanceof LookupStep.Call call) {
            step = adapter.lookup(call.state(), send(call.call()));
        }
        return step;
    }

    private static String sessionId(Optional<CallOutcome> outcome) {
        return ((CallOutcome.Accepted) outcome.orElseThrow()).vendorSessionId().orElseThrow();
    }

    @Test
    void aCallIsFollowedFromRingingToItsEnd() {
        Channel phone = phone("0000");
        String id = sessionId(start(phone));
        world.pass(Duration.ofMillis(500));
        assertThat(((LookupStep.Found) lookUp(phone, Optional.of(id))).session().status())
                .isIn(SessionStatus.RINGING, SessionStatus.STARTING, SessionStatus.ACTIVE);

        world.pass(Duration.ofMinutes(5));

        var ended = ((LookupStep.Found) lookUp(phone, Optional.of(id))).session();
        assertThat(ended.status()).isEqualTo(SessionStatus.ENDED);
        assertThat(ended.end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({"0001,BUSY", "0002,NO_ANSWER", "0003,VOICEMAIL", "0004,REJECTED", "0005,INVALID_NUMBER"})
    void eachWayToFailIsNamed(String ending, EndReason reason) {
        Channel phone = phone(ending);
        Optional<CallOutcome> outcome = start(phone);
        world.pass(Duration.ofMinutes(5));

        var ended = ((LookupStep.Found) lookUp(phone, Optional.of(sessionId(outcome)))).session();

        assertThat(ended.end().orElseThrow().reason()).isEqualTo(reason);
    }

    @Test
    void aStartWithoutAnAnswerIsFound() {
        Channel phone = phone("0009");
        assertThat(start(phone)).isEmpty();
        world.pass(Duration.ofMillis(500));
        assertThat(((LookupStep.Found) lookUp(phone, Optional.empty()))
                        .session()
                        .status()
                        .terminal())
                .isFalse();

        world.pass(Duration.ofMinutes(3));

        assertThat(((LookupStep.Found) lookUp(phone, Optional.empty()))
                        .session()
                        .status())
                .isEqualTo(SessionStatus.ENDED);
    }

    @Test
    void aStartThatNeverHappenedIsAbsentInTheEnd() {
        Channel phone = phone("0010");
        assertThat(start(phone)).isEmpty();

        LookupStep.Later later = (LookupStep.Later) lookUp(phone, Optional.empty());
        world.pass(Duration.ofMinutes(5));
        assertThat(lookUp(phone, Optional.empty(), later.memory())).isEqualTo(new LookupStep.Absent());
    }

    @Test
    void itsPushIsVerifiedAndRead() {
        String id = sessionId(start(phone("0001")));
        world.pass(Duration.ofMinutes(5));

        List<VendorEvent> ends = world.messages().stream()
                .map(CccAgainstSandboxTest::callback)
                .filter(push -> push.query().get("action").equals("cdr"))
                .map(push -> {
                    assertThat(adapter.verify(push, TestAccount.account(), SECRETS, began))
                            .isEqualTo(new CallbackVerification.Verified());
                    return adapter.events(push).getFirst();
                })
                .toList();

        assertThat(ends).isNotEmpty().allSatisfy(event -> {
            assertThat(event.vendorSessionId()).isEqualTo(id);
            assertThat(((EventData.Ended) event.data()).endReason()).isEqualTo(EndReason.BUSY);
        });
    }

    private PostCallStep after(PostCallState begin, List<VendorEvent> told, List<String> asked) {
        PostCallStep step = adapter.postCall(begin, Optional.empty());
        told.addAll(step.events());
        while (step instanceof PostCallStep.Call call) {
            asked.add(call.call().operation());
            step = adapter.postCall(call.state(), send(call.call()));
            told.addAll(step.events());
        }
        return step;
    }

    /**
     * What was told while the call ran is told after it under the same key, and by no other source; 0029 and 0030 have
     * nothing while it runs.
     */
    @ParameterizedTest
    @CsvSource({"0020, true, 10", "0029, false, 45", "0030, false, 2000"})
    void theWordsAreToldOnce(String ending, boolean whileItRuns, int wait) {
        Channel phone = phone(ending);
        SessionRef session = new SessionRef("ses_1", sessionId(start(phone)), phone);
        Instant answered = began.plusSeconds(2);
        world.pass(Duration.ofSeconds(12));
        VendorCall question = adapter.wordsSoFar(session).orElseThrow();
        List<VendorEvent> told = new ArrayList<>(
                adapter.wordsSoFar(session, answered, send(question).orElseThrow()));
        assertThat(told.stream().anyMatch(event -> event.data() instanceof EventData.TranscriptAdded))
                .isEqualTo(whileItRuns);
        VendorCall stop = ((CommandResult.Call) adapter.stop(session)).call();
        send(stop);
        Instant ended = world.clock().instant();

        List<String> asked = new ArrayList<>();
        world.pass(Duration.ofSeconds(wait));
        PostCallState.Times times = new PostCallState.Times(
                began, Optional.of(answered), ended, world.clock().instant());
        var agent = Yaml.agent(
                Yaml.object(
                        "llm: {protocol: openai, url: 'https://api.openai.com/v1', model: m, credentialRef: llm, systemPrompt: p}"));
        PostCallStep step = after(new PostCallState(session, agent, times, whileItRuns, Json.object()), told, asked);

        assertThat(step).isInstanceOf(PostCallStep.Done.class);
        Map<String, VendorEvent> once = new TreeMap<>();
        told.forEach(event -> once.merge(event.dedupeKey(), event, (before, again) -> {
            assertThat(again).as("Told again it is the same").isEqualTo(before);
            return before;
        }));
        List<EventData> words = once.values().stream()
                .map(VendorEvent::data)
                .filter(EventData.TranscriptAdded.class::isInstance)
                .toList();
        assertThat(words).doesNotHaveDuplicates();
        assertThat(words.isEmpty()).isEqualTo(ending.equals("0030"));
        assertThat(asked.contains("DescribeTelRecordAsr"))
                .as("The recording's text only where there are no rounds")
                .isEqualTo(ending.equals("0030"));
    }

    private static CallbackRequest callback(CallbackSender.CallbackMessage message) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : message.to().getRawQuery().split("&")) {
            query.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return new CallbackRequest(query, message.headers(), message.body());
    }

    @Test
    void aCallIsHungUpOnceAndTheProbeIsHealthy() {
        Channel phone = phone("0020");
        SessionRef session = new SessionRef("ses_1", sessionId(start(phone)), phone);
        world.pass(Duration.ofSeconds(10));
        VendorCall stop = ((CommandResult.Call) adapter.stop(session)).call();

        assertThat(adapter.read(stop, send(stop).orElseThrow())).isInstanceOf(CallOutcome.Accepted.class);
        world.pass(Duration.ofMinutes(5));
        assertThat(adapter.read(stop, send(stop).orElseThrow())).isInstanceOf(CallOutcome.Gone.class);
        assertThat(adapter.diagnose(send(adapter.probe(TestAccount.account())).orElseThrow())
                        .state())
                .isEqualTo(ConnectionDiagnosis.DiagnosisState.HEALTHY);
    }
}
