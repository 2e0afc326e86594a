package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Vectors;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request read into our words and written again is the same request, except for what is listed here. */
class CccImportTest {
    private final CccAdapter adapter = new CccAdapter();

    private static ObjectNode golden(String name) {
        return (ObjectNode) Yaml.read(Path.of("src/test/resources/golden/tencent-ccc", name, "out.request.json"));
    }

    private Map<String, JsonNode> again(ImportResult imported) {
        var channel = imported.channel().isEmpty()
                ? Optional.<Channel>empty()
                : Optional.of(Yaml.channel(imported.channel()));
        var call = adapter.translate(new StartCommand(Yaml.agent(imported.agent()), channel, Optional.empty()))
                .call();
        return Json.leaves(call.display(Optional.of(TestAccount.account())));
    }

    /** Wire fields whose value differs, secrets left aside (they are masked on one side). */
    private static TreeSet<String> differences(ObjectNode request, Map<String, JsonNode> again) {
        ObjectNode open = request.deepCopy();
        for (String name : new String[] {"CustomTTSConfig", "LLMExtraBody", "CustomSTTConfig"}) {
            Optional.ofNullable(open.get(name))
                    .filter(JsonNode::isTextual)
                    .ifPresent(text -> open.set(name, Json.parse(text.asText()).orElseThrow()));
        }
        Map<String, JsonNode> before = new TreeMap<>(Json.leaves(open));
        TreeSet<String> different = new TreeSet<>(before.keySet());
        different.addAll(again.keySet());
        different.removeIf(path -> before.containsKey(path)
                && again.containsKey(path)
                && (again.get(path).asText().equals("***") || Json.same(before.get(path), again.get(path))));
        return different;
    }

    /**
     * The examples of the command line of 2026-08: documented fields are kept and come back, keys are neither kept nor
     * told.
     */
    @ParameterizedTest
    @CsvSource({
        "ccc-01-tccli-hospital-customstt.json, CustomSTTConfig.SecretId+CustomSTTConfig.SecretKey+WelcomeMessagePriority",
        "ccc-04-fields-of-2026.json, ''"
    })
    void theFieldsOf2026AreKept(String file, String missing) {
        ObjectNode sample = (ObjectNode) Vectors.sample(file);
        sample.put("SdkAppId", TestAccount.SDK_APP_ID);
        ImportResult imported = adapter.parse(sample);

        assertThat(imported.faults()).isEmpty();
        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::outcome)
                .doesNotContain(ImportOutcome.UNKNOWN);
        assertThat(imported.fields().stream()
                        .filter(entry -> CccOptions.NEWER.stream().anyMatch(entry.vendorPath()::startsWith))
                        .map(ImportResult.ImportEntry::outcome))
                .isNotEmpty()
                .isSubsetOf(ImportOutcome.KEPT, ImportOutcome.SECRET);
        assertThat(Json.write(Json.tree(imported))).doesNotContain("****", "sk-");
        TreeSet<String> expected = new TreeSet<>(List.of("EnableComplianceAudio"));
        List.of(missing.split("\\+")).stream().filter(path -> !path.isEmpty()).forEach(expected::add);
        assertThat(differences(sample, again(imported))).isEqualTo(expected);
    }

    @Test
    void theVendorsSampleComesBackWithTheTwoExplicitDefaultsOnly() {
        ObjectNode sample = (ObjectNode) Vectors.sample("ccc-create-ai-call.json");
        sample.put("SdkAppId", TestAccount.SDK_APP_ID);

        ImportResult imported = adapter.parse(sample);

        assertThat(differences(sample, again(imported)))
                .containsExactly("EnableComplianceAudio", "WelcomeMessagePriority");
        assertThat(imported.agent()).isEqualTo(Json.parse("""
                {"greeting": {"text": "Hello"},
                 "llm": {"protocol": "openai", "url": "https://api.openai.com/v1/", "model": "gpt-4o-mini", "credentialRef": "llm",
                   "systemPrompt": "You are Dr. Li, a friendly and kind follow-up doctor from People's Hospital, \
                calling the parent of the patient Xiaoming."},
                 "tts": {"provider": "platform", "voice": "ZhiXi"},
                 "tools": {"endCall": {"enabled": true}}}""").orElseThrow());
        assertThat(imported.channel()).isEqualTo(Json.parse("""
                {"type": "phone", "to": "+8612300000000"}""").orElseThrow());
        assertThat(imported.settings().path("sdkAppId").asLong()).isEqualTo(TestAccount.SDK_APP_ID);
        assertThat(imported.credentials())
                .containsExactly(new ImportResult.FoundCredential("llm", List.of("apiKey"), List.of("APIKey")));
        assertThat(Json.write(Json.tree(imported))).doesNotContain("sk-proj");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal-agent", "full-agent", "chinese-text", "custom-tts", "dify"})
    void aGoldenRequestComesBackAsItWas(String name) {
        ObjectNode request = golden(name);

        ImportResult imported = adapter.parse(request);

        assertThat(differences(request, again(imported))).isEmpty();
        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::outcome)
                .doesNotContain(ImportOutcome.UNKNOWN);
    }

    @Test
    void everyMappedFieldOfAFullRequestGetsANeutralLeaf() {
        ImportResult imported = adapter.parse(golden("full-agent"));

        assertThat(imported.agent().path("vendorOptions"))
                .isEqualTo(Json.parse("""
                {"tencent-ccc": {"Variables": [{"Key": "city", "Value": "Berlin"}], "PromptVariables": [{"Key": \
                "name", "Value": "Li"}]}}""").orElseThrow());
        assertThat(imported.agent().at("/greeting/delayMs").asInt()).isEqualTo(1500);
        assertThat(imported.agent().at("/backchannel/afterMs").asInt()).isEqualTo(1250);
        assertThat(imported.agent().at("/tools/transfers/0/target").asText()).isEqualTo("1377");
    }

    @Test
    void aValueWithoutAnInverseIsKept() {
        ImportResult imported = adapter.parse(
                Yaml.object(
                        "{WelcomeMessagePriority: 1, VadLevel: 4, VoiceType: NewVoice, MaxDuration: 100, Languages: [zh, sv]}"));

        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::outcome)
                .containsOnly(ImportOutcome.KEPT);
        assertThat(imported.agent())
                .isEqualTo(Yaml.object("vendorOptions: {tencent-ccc: {WelcomeMessagePriority: 1, VadLevel: 4, "
                        + "VoiceType: NewVoice, MaxDuration: 100, Languages: [zh, sv]}}"));
    }

    @Test
    void anUndocumentedFieldIsUnknown() {
        assertThat(adapter.parse(Yaml.object("{Foo: 1}")).fields())
                .containsExactly(new ImportResult.ImportEntry(
                        "Foo", "/vendorOptions/tencent-ccc", ImportOutcome.UNKNOWN, "Not in the vendor's documents."));
    }

    @Test
    void aSecretInAForeignPlaceIsNeverEchoed() {
        ImportResult imported = adapter.parse((ObjectNode) Json.parse("""
                {"CustomTTSConfig": "{\\"TTSType\\":\\"newest\\",\\"APIKey\\":\\"canary1\\"}",
                 "LLMExtraBody": "{\\"headers\\":[{\\"Authorization\\":\\"canary2\\"}],\\"seed\\":1}", "Foo": \
                {"api_key": "canary3"}}""").orElseThrow());

        assertThat(Json.write(Json.tree(imported))).doesNotContain("canary");
        assertThat(imported.fields())
                .filteredOn(entry -> entry.outcome() == ImportOutcome.SECRET)
                .hasSize(3);
    }

    @Test
    void brokenInnerJsonIsAFault() {
        assertThat(adapter.parse(Yaml.object("{LLMExtraBody: '{oops'}")).faults())
                .extracting("pointer")
                .containsExactly("/request/LLMExtraBody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{WelcomeType: 0, WelcomeMessage: ''}", "{WelcomeMessage: ''}", "{WelcomeType: 0}"})
    void anEmptyGreetingWaitsForTheUser(String request) {
        assertThat(adapter.parse(Yaml.object(request)).agent()).isEqualTo(Yaml.object("greeting: {mode: waitForUser}"));
    }

    @Test
    void aNumberWithoutACountryIsAskedForAtTheStart() {
        ImportResult imported = adapter.parse(Yaml.object("{Callee: '13800000000'}"));

        assertThat(imported.channel()).isEmpty();
        assertThat(imported.agent()).isEmpty();
        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::outcome)
                .containsExactly(ImportOutcome.CONNECTION);
    }
}
