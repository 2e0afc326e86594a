package io.voxgate.adapter.alibaba.rtc;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.Vectors;
import io.voxgate.json.Json;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlibabaRtcImportTest {
    /**
     * What the vendor's own sample does not get back: what is ours or secret, a field that need not be set, and a block
     * that is switched off.
     */
    private static final Set<String> NOT_AGAIN = Set.of(
            "AppId",
            "TaskId",
            "TemplateId",
            "VoiceChatConfig.LLMConfig.ApiKey",
            "VoiceChatConfig.TTSConfig.ApiKey",
            "VoiceChatConfig.ASRConfig.SourceLanguage",
            "VoiceChatConfig.AgentSilenceConfig.AlertTimeout",
            "VoiceChatConfig.AgentSilenceConfig.Strategy",
            "VoiceChatConfig.AgentSilenceConfig.Content",
            "VoiceChatConfig.AgentSilenceConfig.WebhookTriggerTimeout");

    private final AlibabaRtcAdapter adapter = new AlibabaRtcAdapter();

    @Test
    void theVendorsSampleComesBack() {
        ObjectNode sample = (ObjectNode) Vectors.sample("alibaba-start-agent.json");

        ImportResult imported = adapter.parse(sample);
        ObjectNode again = sentFor(imported);

        Set<String> lost = new TreeSet<>();
        Json.forEachLeaf(sample, (path, value) -> {
            if (!Json.at(again, path).filter(now -> Json.same(now, value)).isPresent()) {
                lost.add(path);
            }
        });
        assertThat(lost).containsExactlyInAnyOrderElementsOf(NOT_AGAIN);
        assertThat(imported.faults()).isEmpty();
        assertThat(imported.agent().has("vendorOptions")).isFalse();
        assertThat(imported.settings())
                .isEqualTo(Json.object().put("appId", "aoe****").put("templateId", "76dasgb****"));
        assertThat(imported.channel())
                .isEqualTo(Yaml.object("{type: room, roomId: yourChannelId, agentUserId: '423341', userId: '41411'}"));
    }

    @Test
    void objectsAndTheirTextsReadTheSame() {
        ObjectNode open = (ObjectNode) Vectors.sample("alibaba-start-agent.json");
        ObjectNode closed = open.deepCopy();
        Set.of("RtcConfig", "VoiceChatConfig").forEach(name -> closed.put(name, Json.write(open.get(name))));

        assertThat(adapter.parse(closed)).isEqualTo(adapter.parse(open));
    }

    @Test
    void secretsBecomeReferences() {
        ImportResult imported = adapter.parse(
                request("LLMConfig: {Vendor: aliyun, ApiKey: sk-canary}\nTTSConfig: {ApiKey: tts-canary}"));

        assertThat(imported.credentials())
                .containsExactly(
                        new ImportResult.FoundCredential(
                                "llm", List.of("apiKey"), List.of("VoiceChatConfig.LLMConfig.ApiKey")),
                        new ImportResult.FoundCredential(
                                "tts", List.of("apiKey"), List.of("VoiceChatConfig.TTSConfig.ApiKey")));
        assertThat(Json.write(Json.tree(imported))).doesNotContain("canary");
    }

    @Test
    void whatTheProtocolAddsIsThrownAway() {
        ObjectNode request = request("Greeting: Hello")
                .put("Action", "StartAgent")
                .put("AccessKeyId", "LTAI-canary")
                .put("Signature", "sig-canary")
                .put("SecurityToken", "tok-canary");

        ImportResult imported = adapter.parse(request);

        assertThat(imported.agent().has("vendorOptions")).isFalse();
        assertThat(Json.write(Json.tree(imported))).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, semantic",
        "1, false, auto",
        "1, , semantic",
        "2, , off",
        "2, true, off",
        ", true, semantic",
        ", false, auto"
    })
    void interruptionIsReadFromBothSwitches(Integer mode, Boolean semantic, String neutral) {
        ObjectNode chat = Json.object();
        if (mode != null) {
            chat.put("InterruptMode", mode);
        }
        if (semantic != null) {
            chat.putObject("InterruptConfig").put("SemanticsInterrupt", semantic);
        }

        ImportResult imported = adapter.parse(Json.object().set("VoiceChatConfig", chat));

        assertThat(imported.agent().at("/interruption/mode").asText()).isEqualTo(neutral);
        assertThat(imported.agent().has("vendorOptions")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, semantic",
        "1, false, silence",
        "1, , silence",
        "2, , pushToTalk",
        ", true, semantic",
        ", false, silence"
    })
    void turnsAreReadFromBothSwitches(Integer chatMode, Boolean semantic, String neutral) {
        ObjectNode chat = Json.object();
        if (chatMode != null) {
            chat.put("ChatMode", chatMode);
        }
        if (semantic != null) {
            chat.putObject("ASRConfig").put("SemanticPunctuationEnabled", semantic);
        }

        assertThat(adapter.parse(Json.object().set("VoiceChatConfig", chat))
                        .agent()
                        .at("/turnDetection/mode")
                        .asText())
                .isEqualTo(neutral);
    }

    @ParameterizedTest
    @CsvSource({"0.5, -12", "2, 12", "1, 0", "1.4142, 5.9998", "1.0595, 1.0006"})
    void pitchIsReadAsSemitones(String wire, String neutral) {
        ImportResult imported = adapter.parse(request("TTSConfig: {Pitch: " + wire + "}"));

        assertThat(imported.agent().at("/tts/pitch").decimalValue()).isEqualByComparingTo(neutral);
        assertThat(Json.at(sentFor(imported), "VoiceChatConfig.TTSConfig.Pitch")
                        .orElseThrow()
                        .decimalValue())
                .isEqualByComparingTo(wire);
    }

    @ParameterizedTest
    @CsvSource({
        "MaxSentenceSilence: 100, MaxSentenceSilence",
        "LanguageHints: [fr], LanguageHints",
        "MaxSentenceSilence: soon, MaxSentenceSilence"
    })
    void aValueWithoutAnInverseIsKept(String field, String name) {
        ImportResult imported = adapter.parse(request("ASRConfig: {" + field + "}"));

        assertThat(outcomes(imported))
                .containsEntry("VoiceChatConfig.ASRConfig." + name, ImportResult.ImportOutcome.KEPT);
        assertThat(imported.agent()
                        .at("/vendorOptions/alibaba-rtc/VoiceChatConfig/ASRConfig")
                        .has(name))
                .isTrue();
    }

    @Test
    void whatIsNotNeutralIsKeptOrUnknown() {
        ImportResult imported = adapter.parse(
                request("preferVideo: 1\nGreeting: ''\nLLMConfig: {Vendor: aliyun, Tools: [], Mood: good}"));

        assertThat(outcomes(imported))
                .containsEntry("VoiceChatConfig.preferVideo", ImportResult.ImportOutcome.KEPT)
                .containsEntry("VoiceChatConfig.Greeting", ImportResult.ImportOutcome.KEPT)
                .containsEntry("VoiceChatConfig.LLMConfig.Tools", ImportResult.ImportOutcome.KEPT)
                .containsEntry("VoiceChatConfig.LLMConfig.Mood", ImportResult.ImportOutcome.UNKNOWN);
    }

    @Test
    void paramsMayBeAText() {
        ImportResult imported = adapter.parse(request("LLMConfig: {Vendor: thirdparty, Params: '{\"a\":1}'}"));

        assertThat(imported.agent().at("/llm")).isEqualTo(Yaml.object("{protocol: openai, metadata: {a: 1}}"));
    }

    @Test
    void aReminderIsRead() {
        ImportResult imported = adapter.parse(
                request(
                        "AgentSilenceConfig: {Enable: true, AlertTimeout: 10, Strategy: 2, Content: Ask., WebhookTriggerTimeout: 0}"));

        assertThat(imported.agent().at("/silence"))
                .isEqualTo(Yaml.object("{reminder: {afterMs: 10000, action: generate, text: Ask.}}"));
        assertThat(imported.agent().at("/vendorOptions/alibaba-rtc/VoiceChatConfig/AgentSilenceConfig"))
                .isEqualTo(Yaml.object("{WebhookTriggerTimeout: 0}"));
    }

    /** "Off" and "never" are statements to a vendor whose template may say otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Enable: false}",
                "{Enable: false, AlertTimeout: 10, Content: Ask.}",
                "{AlertTimeout: 0}",
                "{Enable: true, AlertTimeout: 0, WebhookTriggerTimeout: 0}"
            })
    void anImportKeepsThatSilenceIsOff(String config) {
        ImportResult imported = adapter.parse(request("AgentSilenceConfig: " + config));

        assertThat(imported.agent().at("/silence")).isEqualTo(Yaml.object("{enabled: false}"));
        assertThat(sentFor(imported).at("/VoiceChatConfig/AgentSilenceConfig"))
                .isEqualTo(Yaml.object("{Enable: false}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Enable: true}",
                "{Enable: true, AlertTimeout: 0, WebhookTriggerTimeout: 30}",
                "{Enable: true, AlertTimeout: 10, WebhookTriggerTimeout: 0}"
            })
    void whatElseIsSaidOfSilenceComesBack(String config) {
        assertThat(sentFor(adapter.parse(request("AgentSilenceConfig: " + config)))
                        .at("/VoiceChatConfig/AgentSilenceConfig"))
                .isEqualTo(Yaml.object(config));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "7", "[]"})
    void aBrokenTextIsAFault(String text) {
        ImportResult imported = adapter.parse(Json.object().put("RtcConfig", text));

        assertThat(imported.faults()).extracting("pointer").containsExactly("/request/RtcConfig");
    }

    @Test
    void aRequestWithoutAModelSaysWhatIsPresumed() {
        ImportResult imported = adapter.parse(request("Greeting: Hello"));

        assertThat(imported.agent().at("/llm/protocol").asText()).isEqualTo("dashscope");
        assertThat(imported.fields())
                .anySatisfy(entry -> assertThat(entry.note()).contains("dashscope is presumed"));
    }

    private ObjectNode sentFor(ImportResult imported) {
        Translation translation = adapter.translate(new StartCommand(
                Yaml.agent(imported.agent()),
                Optional.of(imported.channel()).filter(c -> !c.isEmpty()).map(Yaml::channel),
                Optional.of("ses_1")));
        return translation.call().display(Optional.of(TestAccount.account()));
    }

    private static ObjectNode request(String voiceChat) {
        return Json.object().set("VoiceChatConfig", Yaml.object(voiceChat));
    }

    private static Map<String, ImportResult.ImportOutcome> outcomes(ImportResult imported) {
        return imported.fields().stream()
                .collect(toMap(ImportResult.ImportEntry::vendorPath, ImportResult.ImportEntry::outcome));
    }
}
