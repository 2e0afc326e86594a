package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.Vectors;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandsTest {
    private static final SessionRef SESSION = new SessionRef("ses_01", "your-taskid", Trtc.ROOM);

    private static Command.Say say(String text, Command.InterruptionTime when) {
        return new Command.Say(text, when, true, true, false, Set.of());
    }

    private static VendorCall call(CommandResult answer) {
        return ((CommandResult.Call) answer).call();
    }

    private static CommandResult change(String parts, String... changed) {
        return Trtc.ADAPTER.change(SESSION, new Command.Change(Yaml.agent(Trtc.agent(parts)), Set.of(changed)));
    }

    @Test
    void stopNamesTheTask() {
        VendorCall stop = call(Trtc.ADAPTER.stop(SESSION));

        assertThat(stop.operation()).isEqualTo("StopAIConversation");
        assertThat(stop.body()).isEqualTo(Yaml.object("{TaskId: your-taskid}"));
    }

    /** The vendor's own sample, and beside it what the contract's defaults ask for. */
    @Test
    void sayNowIsTheVendorsSample() {
        VendorCall say =
                call(Trtc.ADAPTER.say(SESSION, say("Hello, happy to serve you.", Command.InterruptionTime.NOW)));

        assertThat(say.operation()).isEqualTo("ControlAIConversation");
        JsonNode sample = Vectors.sample("trtc-control-say.json");
        assertThat(say.body().at("/ServerPushText/AddHistory")).isEqualTo(Json.bool(true));
        Json.remove(say.body(), "ServerPushText.AddHistory");
        assertThat(say.body()).isEqualTo(sample);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOW           | {Text: t, Interrupt: true, AddHistory: true}
            AFTER_CURRENT | {Text: t, Interrupt: false, DropMode: 1, AddHistory: true}
            IF_IDLE       | {Text: t, Interrupt: false, DropMode: 0, AddHistory: true}""")
    void whenItIsSaid(Command.InterruptionTime when, String push) {
        assertThat(call(Trtc.ADAPTER.say(SESSION, say("t", when))).body().get("ServerPushText"))
                .isEqualTo(Yaml.parse(push));
    }

    @Test
    void sayWithEverythingElse() {
        CommandResult.Call answer = (CommandResult.Call) Trtc.ADAPTER.say(
                SESSION,
                new Command.Say("t", Command.InterruptionTime.NOW, false, false, true, Set.of("interruptible")));

        assertThat(answer.call().body().get("ServerPushText"))
                .isEqualTo(
                        Yaml.parse("{Text: t, Interrupt: true, AddHistory: false, StopAfterPlay: true, Priority: 1}"));
        assertThat(answer.fields()).singleElement().satisfies(field -> {
            assertThat(field.path()).isEqualTo("/interruptible");
            assertThat(field.note()).startsWith("By arrangement");
        });
    }

    @Test
    void promptAsksTheModel() {
        VendorCall prompt =
                call(Trtc.ADAPTER.prompt(SESSION, new Command.Prompt("Greet the person.", false, Set.of())));

        assertThat(prompt.operation()).isEqualTo("ControlAIConversation");
        assertThat(prompt.body())
                .isEqualTo(
                        Yaml.object(
                                "{TaskId: your-taskid, Command: InvokeLLM, InvokeLLM: {Content: Greet the person., Interrupt: false}}"));
    }

    @Test
    void nobodyToTransferTo() {
        assertThat(Trtc.ADAPTER.transfer(SESSION, new Command.Transfer("1377")))
                .isInstanceOf(CommandResult.Unsupported.class);
    }

    @Test
    void aChangeSendsOnlyWhatChanged() {
        VendorCall update = call(change("{greeting: {text: Hi}, interruption: {mode: manual}}", "/interruption/mode"));

        assertThat(update.operation()).isEqualTo("UpdateAIConversation");
        assertThat(update.body()).isEqualTo(Yaml.object("{TaskId: your-taskid, InterruptMode: 1}"));
    }

    @Test
    void aChangedVoiceSendsTheWholeSpeech() {
        VendorCall update = call(change("tts: {voice: berta, speed: 1.5}", "/tts/voice"));

        assertThat(update.fill(TestAccount::fill)).isEqualTo(Yaml.object("""
                {TaskId: your-taskid, TTSConfig: '{"TTSType":"flow","VoiceId":"berta","Model":"flow_01_turbo","Speed":1.5}'}"""));
    }

    @Test
    void aChangedModelSendsTheWholeModelWithItsKey() {
        VendorCall update = call(change(
                "{llm: {model: gpt-5}, vendorOptions: {tencent-trtc: {LLMConfig: {Beta: true}}}}", "/llm/model"));

        assertThat(update.fill(TestAccount::fill)).isEqualTo(Yaml.object("""
                {TaskId: your-taskid, LLMConfig: '{"LLMType":"openai","Model":"gpt-5","APIKey":"llm.apiKey",\
                "APIUrl":"https://llm.example.com/v1/chat/completions","Beta":true}'}"""));
    }

    @Test
    void theAnswerTellsWhatBecameOfEachLeaf() {
        CommandResult.Call answer = (CommandResult.Call) change("tts: {speed: 2.5}", "/tts/speed");

        assertThat(answer.fields())
                .extracting(FieldReport.ReportEntry::path, FieldReport.ReportEntry::outcome)
                .containsExactly(tuple("/tts/speed", FieldOutcome.CLAMPED));
        assertThat(answer.call().body().at("/TTSConfig/Speed")).isEqualTo(Json.number(2));
    }

    @Test
    void whatCannotChangeIsListed() {
        CommandResult.Unsupported no = (CommandResult.Unsupported) change(
                "{vad: {silenceMs: 500}, tts: {skipBrackets: [round]}, llm: {temperature: 0.5, model: gpt-5}}",
                "/vad/silenceMs",
                "/tts/skipBrackets",
                "/llm/temperature",
                "/llm/model",
                "/greeting/text",
                "/vendorOptions/tencent-trtc");

        assertThat(no.faults())
                .extracting(Fault::pointer)
                .containsExactly(
                        "/greeting/text",
                        "/llm/temperature",
                        "/tts/skipBrackets",
                        "/vad/silenceMs",
                        "/vendorOptions/tencent-trtc");
    }

    @Test
    void aChangeWithoutEffectIsListed() {
        CommandResult.Unsupported no = (CommandResult.Unsupported)
                change("interruption: {mode: manual, minSpeechMs: 400}", "/interruption/minSpeechMs");

        assertThat(no.faults())
                .extracting(Fault::detail)
                .containsExactly("No effect with interruption.mode manual or off.");
    }

    @Test
    void aChangeThatTrtcCouldNotStartWithIsInvalid() {
        CommandResult.Invalid invalid = (CommandResult.Invalid) change("llm: {protocol: azure}", "/llm/protocol");

        assertThat(invalid.faults()).extracting(Fault::pointer).containsExactly("/llm/protocol");
    }

    /** A greeting that is set while there was none: the mode and the text are one field of the vendor's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {greeting: {mode: static, text: Hi}} | /greeting/mode /greeting/text
            {greeting: {mode: static, text: Hi}} | /greeting/mode
            {greeting: {text: Hi}}               | /greeting/mode /greeting/text
            {greeting: {text: Hi}}               | /greeting/mode""")
    void aGreetingIsOneUpdate(String parts, String changed) {
        CommandResult answer = change(parts, changed.split(" "));

        assertThat(answer).isInstanceOf(CommandResult.Call.class);
        assertThat(call(answer).operation()).isEqualTo("UpdateAIConversation");
        assertThat(call(answer).body()).isEqualTo(Yaml.object("{TaskId: your-taskid, WelcomeMessage: Hi}"));
        assertThat(Trtc.ADAPTER.info().changeable()).contains("/greeting/mode");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {greeting: {mode: waitForUser}}                             | /greeting/mode
            {greeting: {mode: generated}}                               | /greeting/mode
            {greeting: {mode: static, text: Hi, interruptible: false}}  | /greeting/interruptible""")
    void whatTheUpdateHasNoFieldForIsRefused(String parts, String changed) {
        CommandResult.Unsupported no = (CommandResult.Unsupported) change(parts, changed);

        assertThat(no.faults()).extracting(Fault::pointer).containsExactly(changed);
    }

    @Test
    void everythingThatIsSaidToChangeCanChange() {
        Set<String> some = Set.of(
                "/greeting/text",
                "/interruption/mode",
                "/interruption/minSpeechMs",
                "/llm/systemPrompt",
                "/tts/voice",
                "/tts/speed");

        assertThat(Trtc.ADAPTER.info().changeable()).containsAll(some);
        assertThat(change(
                        "{greeting: {text: Hi}, interruption: {mode: auto, minSpeechMs: 400}, llm: "
                                + "{systemPrompt: p}, tts: {voice: v, speed: 1.1}}",
                        some.toArray(String[]::new)))
                .isInstanceOf(CommandResult.Call.class);
        assertThat(Trtc.ADAPTER.info().changeable()).doesNotContain("/tts/skipBrackets", "/llm/temperature");
    }
}
