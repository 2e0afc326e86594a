package io.voxgate.adapter.alibaba.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.SessionRef;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlibabaRtcCommandsTest {
    private static final Channel ROOM = new Channel.Room("room-1", null, "user_1", "agent_1");
    private static final SessionRef SESSION = new SessionRef("ses_1", "ses_1", ROOM);
    private final AlibabaRtcAdapter adapter = new AlibabaRtcAdapter();

    @Test
    void stopNamesTheTask() {
        assertThat(sent(adapter.stop(SESSION)))
                .isEqualTo("StopAgent {\"AppId\":\"app1\",\"ChannelId\":\"room-1\",\"TaskId\":\"ses_1\"}");
    }

    @ParameterizedTest
    @CsvSource({"NOW, 1", "AFTER_CURRENT, 2", "IF_IDLE, 3"})
    void priorityIsAPlaceInTheQueue(Command.InterruptionTime when, int priority) {
        CommandResult answer = adapter.say(
                SESSION, new Command.Say("Hello", when, false, true, false, Set.of("text", "when", "interruptible")));

        assertThat(sent(answer))
                .isEqualTo(
                        "NotifyAgent {\"AppId\":\"app1\",\"ChannelId\":\"room-1\",\"TaskId\":\"ses_1\",\"Message\":\"Hello\",\"Priority\":"
                                + priority + ",\"Interruptable\":false}");
    }

    @Test
    void optionsThatWereNotSentAreListed() {
        CommandResult answer = adapter.say(
                SESSION, new Command.Say("Hello", Command.InterruptionTime.NOW, true, true, false, Set.of("text")));

        assertThat(((CommandResult.Call) answer).fields())
                .extracting(FieldReport.ReportEntry::path, FieldReport.ReportEntry::outcome)
                .containsExactly(
                        tuple("/addToHistory", FieldOutcome.UNSUPPORTED), tuple("/endAfter", FieldOutcome.UNSUPPORTED));
    }

    @Test
    void optionsThatWereSentAreRefused() {
        CommandResult answer = adapter.say(
                SESSION,
                new Command.Say(
                        "Hello",
                        Command.InterruptionTime.NOW,
                        true,
                        true,
                        true,
                        Set.of("text", "addToHistory", "endAfter")));

        assertThat(((CommandResult.Unsupported) answer).faults())
                .extracting(Fault::pointer)
                .containsExactly("/addToHistory", "/endAfter");
    }

    @Test
    void whatTheVendorDoesAnywayMayBeSent() {
        CommandResult answer = adapter.say(
                SESSION,
                new Command.Say(
                        "Hello",
                        Command.InterruptionTime.NOW,
                        true,
                        false,
                        false,
                        Set.of("text", "addToHistory", "endAfter")));

        assertThat(answer).isInstanceOf(CommandResult.Call.class);
    }

    @ParameterizedTest
    @CsvSource({"'off', 2, CONVERTED", "manual, 2, APPROXIMATED", "auto, 1, APPROXIMATED", "semantic, 1, APPROXIMATED"})
    void interruptionCanBeSwitched(String mode, int wire, FieldOutcome outcome) {
        CommandResult answer =
                adapter.change(SESSION, change("interruption: {mode: '" + mode + "'}", "/interruption/mode"));

        assertThat(sent(answer)).endsWith("\"VoiceChatConfig\":{\"InterruptMode\":" + wire + "}}");
        assertThat(((CommandResult.Call) answer).fields())
                .extracting(FieldReport.ReportEntry::outcome)
                .containsExactly(outcome);
    }

    @ParameterizedTest
    @CsvSource({"pushToTalk, 2, CONVERTED", "silence, 1, APPROXIMATED", "semantic, 1, APPROXIMATED"})
    void theChatModeCanBeSwitched(String mode, int wire, FieldOutcome outcome) {
        CommandResult answer =
                adapter.change(SESSION, change("turnDetection: {mode: " + mode + "}", "/turnDetection/mode"));

        assertThat(sent(answer))
                .startsWith("UpdateAgent ")
                .endsWith("\"VoiceChatConfig\":{\"ChatMode\":" + wire + "}}");
        assertThat(((CommandResult.Call) answer).fields())
                .extracting(FieldReport.ReportEntry::outcome)
                .containsExactly(outcome);
    }

    @Test
    void everythingElseIsListed() {
        CommandResult answer = adapter.change(
                SESSION,
                change(
                        "interruption: {mode: manual}\ngreeting: {text: Hi}",
                        "/interruption/mode",
                        "/greeting/text",
                        "/tts/voice",
                        "/turnDetection/mode"));

        assertThat(((CommandResult.Unsupported) answer).faults())
                .extracting(Fault::pointer)
                .containsExactly("/greeting/text", "/tts/voice", "/turnDetection/mode");
    }

    @Test
    void whatTheVendorCannotDoIsSaid() {
        assertThat(adapter.prompt(SESSION, new Command.Prompt("Hello", true, Set.of())))
                .isInstanceOf(CommandResult.Unsupported.class);
        assertThat(adapter.transfer(SESSION, new Command.Transfer("1"))).isInstanceOf(CommandResult.Unsupported.class);
        assertThat(adapter.info().operations()).containsOnlyKeys("start", "stop", "say", "change", "lookup");
    }

    @Test
    void aPersonJoinsWithATokenForTwelveHours() {
        JoinCredentials join = join(ROOM).orElseThrow();

        assertThat(join.fields())
                .containsEntry("appId", "app1")
                .containsEntry("channelId", "room-1")
                .containsEntry("userId", "user_1")
                .containsOnlyKeys("appId", "channelId", "userId", "token");
        assertThat((String) join.fields().get("token")).matches("000[A-Za-z0-9+/]+=*");
        assertThat(join.expiresAt()).isEqualTo(TestAccount.NOW.plusSeconds(43_200));
        assertThat(join).hasToString("Join [appId, channelId, userId, token] until 2026-03-01T20:00:00Z");
    }

    @Test
    void nobodyJoinsWithoutAUserOrAKey() {
        assertThat(join(new Channel.Room("room-1", null, null, null))).isEqualTo(Optional.empty());
        assertThat(adapter.join(
                        ROOM,
                        TestAccount.account(),
                        new CredentialValues(Map.of(), Map.of()),
                        TestAccount.NOW,
                        nonce()))
                .isEqualTo(Optional.empty());
    }

    private Optional<JoinCredentials> join(Channel channel) {
        return adapter.join(
                channel,
                TestAccount.account(),
                TestAccount.secrets(adapter.probe(TestAccount.account())),
                TestAccount.NOW,
                nonce());
    }

    private static RequestNonce nonce() {
        return new RequestNonce("00003039000000000000000000000000");
    }

    private static Command.Change change(String agent, String... changed) {
        Agent whole = Yaml.agent(Yaml.object(agent + "\nllm: {protocol: openai}"));
        return new Command.Change(whole, Set.copyOf(List.of(changed)));
    }

    private static String sent(CommandResult answer) {
        CommandResult.Call call = (CommandResult.Call) answer;
        return call.call().operation() + " " + Json.write(call.call().display(Optional.of(TestAccount.account())));
    }
}
