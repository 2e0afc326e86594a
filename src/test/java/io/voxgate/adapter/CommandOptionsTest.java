package io.voxgate.adapter;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.alibaba.rtc.AlibabaRtcAdapter;
import io.voxgate.adapter.tencent.ccc.CccAdapter;
import io.voxgate.adapter.tencent.trtc.TrtcAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fields of mapping.md section 13 without a neutral word reach the vendor's command, and nothing that Voxgate sends
 * itself can be changed.
 */
class CommandOptionsTest {
    private static final SessionRef ROOM =
            new SessionRef("ses_1", "task1", new Channel.Room("room1", Channel.RoomIdType.STRING, "user_1", "agent_1"));
    private static final Command.Say SAY =
            new Command.Say("Hello", Command.InterruptionTime.NOW, true, true, false, Set.of());
    private static final Command.Prompt PROMPT = new Command.Prompt("Ask.", true, Set.of());

    private static CommandOptions options(String vendor, String json) {
        return new CommandOptions(Map.of(vendor, (ObjectNode) Json.parse(json).orElseThrow()));
    }

    private static ObjectNode sent(CommandResult answer) {
        return ((CommandResult.Call) answer).call().fill(_ -> Optional.of(Json.text("slot")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ServerPushText\":{\"Audio\":\"AAAA\"}}|ServerPushText.Audio|AAAA",
                "{\"ServerPushText\":{\"MetaInfo\":{\"a\":1}}}|ServerPushText.MetaInfo|{\"a\":1}",
                "{\"ServerPushText\":{\"MetaInfo\":\"{}\"}}|ServerPushText.MetaInfo|{}"
            })
    void trtcSaysWithAudioOrMetaInfo(String json, String path, String value) {
        ObjectNode body = sent(options("tencent-trtc", json).in("tencent-trtc", new TrtcAdapter().say(ROOM, SAY)));

        assertThat(Json.at(body, path)).contains(Json.text(value));
        assertThatJson(body).inPath("ServerPushText.Text").isEqualTo("Hello");
    }

    @Test
    void trtcsPromptTakesExperimentalParams() {
        CommandResult answer = options("tencent-trtc", "{\"InvokeLLM\":{\"ExperimentalParams\":\"x\"}}")
                .in("tencent-trtc", new TrtcAdapter().prompt(ROOM, PROMPT));

        assertThatJson(sent(answer))
                .isEqualTo(
                        "{TaskId: 'task1', Command: 'InvokeLLM', InvokeLLM: {Content: 'Ask.', Interrupt: true, ExperimentalParams: 'x'}}");
        assertThat(((CommandResult.Call) answer).fields())
                .singleElement()
                .satisfies(entry -> assertThat(
                                List.of(entry.path(), entry.outcome(), String.valueOf(entry.vendorPath())))
                        .isEqualTo(List.of(
                                "/vendorOptions/tencent-trtc", FieldOutcome.EXACT, "InvokeLLM.ExperimentalParams")));
    }

    @Test
    void cccSaysWithAudio() {
        CommandResult said = new CccAdapter()
                .say(new SessionRef("ses_1", "s1", new Channel.Phone("+8613800000000", List.of("+862000000000"))), SAY);

        assertThatJson(sent(options("tencent-ccc", "{\"ServerPushText\":{\"Audio\":\"AAAA\"}}")
                        .in("tencent-ccc", said)))
                .inPath("ServerPushText.Audio")
                .isEqualTo("AAAA");
    }

    @Test
    void alibabasMusicTravelsAsJsonText() {
        ObjectNode body = sent(options(
                        "alibaba-rtc",
                        "{\"BackgroundMusic\":{\"format\":\"wav\",\"url\":\"https://m/a.wav\"},\"CustomAttribute\":\"x\"}")
                .in("alibaba-rtc", new AlibabaRtcAdapter().say(ROOM, SAY)));

        assertThat(body.get("BackgroundMusic").textValue())
                .isEqualTo("{\"format\":\"wav\",\"url\":\"https://m/a.wav\"}");
        assertThat(body.get("CustomAttribute").textValue()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"TaskId\":\"other\"}",
                "{\"Command\":\"InvokeLLM\"}",
                "{\"ServerPushText\":{\"Text\":\"other\"}}",
                "{\"ServerPushText\":null}",
                "{\"TaskId\":{\"a\":1}}"
            })
    void whatVoxgateSendsItselfStays(String json) {
        CommandResult answer = options("tencent-trtc", json).in("tencent-trtc", new TrtcAdapter().say(ROOM, SAY));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        CommandResult.Invalid.class,
                        invalid -> assertThat(invalid.faults())
                                .allSatisfy(fault -> assertThat(fault.code()).isEqualTo("PROTECTED_FIELD"))
                                .extracting(Fault::pointer)
                                .allMatch(pointer -> pointer.startsWith("/vendorOptions/tencent-trtc/")));
    }

    @Test
    void anotherVendorsOptionsDoNothing() {
        CommandResult said = new TrtcAdapter().say(ROOM, SAY);

        assertThat(options("alibaba-rtc", "{\"CustomAttribute\":\"x\"}").in("tencent-trtc", said))
                .isEqualTo(said);
    }
}
