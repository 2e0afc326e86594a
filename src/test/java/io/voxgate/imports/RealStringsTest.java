package io.voxgate.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.ImportResult.ImportEntry;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Single strings of public projects: models, voices, phone numbers, a UserSig; the README beside them has the sources.
 */
final class RealStringsTest {
    private static final String LLM = "llmconfig-strings.json";
    private static final String TTS = "ttsconfig-strings.json";

    private static Fault refusal(String vendor, ObjectNode request) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Importing.read(vendor, request));
        assertThat(problem.code().status()).isEqualTo(422);
        return problem.faults().getFirst();
    }

    private static RoundTrip model(String id) {
        return RoundTrip.of(
                "tencent-trtc",
                CaseFiles.trtc(CaseFiles.item(LLM, id).get("string").asText(), null));
    }

    private static RoundTrip voice(String id) {
        return RoundTrip.of(
                "tencent-trtc",
                CaseFiles.trtc(null, CaseFiles.item(TTS, id).get("string").asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dify-null-model", "hunyuan", "ark-base-only", "deepseek-no-v1", "qwen-compatible"})
    void aModelComesBack(String id) {
        assertThat(model(id).unnamed()).isEmpty();
    }

    @Test
    void difysNullIsReportedAndItsEmptyInputsAreKept() {
        RoundTrip trip = model("dify-null-model");

        assertThat(trip.imported().agent().get("llm")).isEqualTo(Yaml.object("""
                {protocol: dify, credentialRef: llm, url: "https://api.dify.ai/v1/chat-messages", streaming: true, inputs: {},
                 user: "11775"}"""));
        assertThat(trip.row("LLMConfig.Model").orElseThrow().note()).contains("null");
        assertThat(trip.imported()
                        .agent()
                        .at("/vendorOptions/tencent-trtc/LLMConfig/Timeout")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void switchesInTheMetadataStaySwitches() {
        assertThat(model("hunyuan").imported().agent().at("/llm/metadata"))
                .isEqualTo(Yaml.object("{tenant: acme, trace: true}"));
    }

    @Test
    void aBaseAddressIsKeptAndCompletedForTrtc() {
        RoundTrip trip = model("ark-base-only");

        assertThat(trip.imported().agent().at("/llm/url").asText())
                .isEqualTo("https://ark.cn-beijing.volces.com/api/v3");
        assertThat(trip.after())
                .containsEntry(
                        "LLMConfig.APIUrl", Json.text("https://ark.cn-beijing.volces.com/api/v3/chat/completions"));
        assertThat(trip.row("LLMConfig.APIUrl").orElseThrow().outcome()).isEqualTo(ImportOutcome.CONVERTED);
    }

    @Test
    void aBareHostIsReported() {
        assertThat(model("deepseek-no-v1").row("LLMConfig.APIUrl").orElseThrow().note())
                .contains("TRTC wants the whole address");
    }

    @Test
    void undocumentedKeysAreUnknownAndNeverDropped() {
        RoundTrip trip = model("qwen-compatible");

        assertThat(List.of("LLMConfig.Temperature", "LLMConfig.enable_thinking"))
                .allSatisfy(path ->
                        assertThat(trip.row(path).orElseThrow().outcome()).isEqualTo(ImportOutcome.UNKNOWN));
        assertThat(trip.after()).containsEntry("LLMConfig.enable_thinking", Json.bool(false));
    }

    @Test
    void brokenJsonIsRefusedWithItsPlace() {
        Fault fault = refusal(
                "tencent-trtc",
                CaseFiles.trtc(CaseFiles.item(LLM, "not-json").get("string").asText(), null));

        assertThat(fault.pointer()).isEqualTo("/request/LLMConfig");
        assertThat(fault.detail()).contains("line 1, column 1").doesNotContain("APIKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tencent-lang-text", "minimax-cn-http", "flow-volume-5", "dummy", "custom"})
    void aVoiceComesBack(String id) {
        assertThat(voice(id).unnamed()).isEmpty();
    }

    @Test
    void bothSpellingsOfALanguageAreReadAndASpeedIsOnItsScale() {
        String text = CaseFiles.item(TTS, "tencent-lang-text").get("string").asText();
        RoundTrip number = RoundTrip.of("tencent-trtc", CaseFiles.trtc(null, text.replace("\"zh-CN\"", "1")));

        assertThat(voice("tencent-lang-text")
                        .imported()
                        .agent()
                        .at("/tts/language")
                        .asText())
                .isEqualTo("zh-CN");
        assertThat(number.imported().agent().at("/tts/language").asText()).isEqualTo("zh");
        assertThat(number.imported().agent().at("/tts/speed").decimalValue()).isEqualByComparingTo("1.275");
        assertThat(number.unnamed()).isEmpty();
    }

    @Test
    void aKeyThatGoesInTheClearIsWarnedOf() {
        assertThat(voice("minimax-cn-http")
                        .row("TTSConfig.APIUrl")
                        .orElseThrow()
                        .note())
                .contains("in the clear");
    }

    @Test
    void aVolumeOfFiveComesBackAsFive() {
        assertThat(voice("flow-volume-5").after()).containsEntry("TTSConfig.Volume", Json.number(5));
    }

    @Test
    void anUnknownVoiceTypeIsCarriedWithItsAvatar() {
        ObjectNode request = CaseFiles.trtc(
                        null, CaseFiles.item(TTS, "dummy").get("string").asText())
                .put("AvatarConfig", "{\"AvatarType\":\"tencent\"}");
        RoundTrip trip = RoundTrip.of("tencent-trtc", request);

        assertThat(trip.after())
                .containsEntry("TTSConfig.TTSType", Json.text("dummy"))
                .containsEntry("AvatarConfig.AvatarType", Json.text("tencent"));
    }

    /** CCC has Volcengine's voices and TRTC has not. */
    @Test
    void aVoiceThatOneVendorLacksIsToldInWords() {
        ObjectNode request = CaseFiles.request("ccc-01-tccli-hospital-customstt.json");
        request.remove("VoiceType");
        request.put(
                "CustomTTSConfig",
                CaseFiles.item(TTS, "volcengine-ccc").get("string").asText());
        RoundTrip trip = RoundTrip.of("tencent-ccc", request);

        Translation other = AllAdapters.named("tencent-trtc")
                .translate(new StartCommand(Yaml.agent(trip.imported().agent()), Optional.empty(), Optional.empty()));

        Fault fault = refusal(
                "tencent-trtc",
                CaseFiles.trtc(
                        null,
                        CaseFiles.item(TTS, "volcengine-ccc").get("string").asText()));

        assertThat(trip.unnamed()).isEmpty();
        assertThat(fault.pointer()).isEqualTo("/request/TTSConfig/TTSType");
        assertThat(fault.detail()).contains("TRTC does not offer the voices of volcengine");
        assertThat(other.report().fields()).anySatisfy(entry -> {
            assertThat(entry.path()).isEqualTo("/tts/provider");
            assertThat(entry.note()).contains("does not offer this provider");
        });
    }

    /**
     * Nothing that could be taken for a number is dialled by guess; a request of CCC's names the spelling that is
     * meant.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +8613800000000    | true  |
            +8613012345678    | true  |
            13800000000       | false | +8613800000000
            +86 138-0000-0000 | false | +8613800000000
            075500000000      | false | +8675500000000
            ＋8613800000000    | false | +8613800000000
            +86138000000001   | true  |""")
    void aPhoneNumberIsTakenOrMeant(String number, boolean taken, String meant) {
        ObjectNode request = CaseFiles.request(CaseFiles.named("ccc-04")).put("Callee", number);
        List<Fault> faults = Importing.faults(Json.object().put("type", "phone").put("to", number));
        ImportResult imported = Importing.read("tencent-ccc", request);

        assertThat(CaseFiles.tree("phone-numbers.json").findValuesAsText("in")).contains(number);
        assertThat(faults.isEmpty()).isEqualTo(taken);
        assertThat(imported.channel().path("to").asText()).isEqualTo(taken ? number : "");
        if (!taken) {
            assertThat(faults.getFirst().detail()).endsWith("Did you mean " + meant + "?");
            assertThat(imported.fields())
                    .filteredOn(row -> row.vendorPath().equals("Callee"))
                    .extracting(ImportEntry::note)
                    .first()
                    .asString()
                    .contains(meant);
        }
    }

    @Test
    void aPlaceholderOfTheDocumentsIsAUserSigAsWell() {
        JsonNode sample = CaseFiles.tree("usersig-samples.json").at("/samples/3");
        ObjectNode request = CaseFiles.trtc(null, null);
        request.putObject("AgentConfig")
                .put("UserId", sample.get("userId").asText())
                .put("UserSig", sample.get("userSig").asText());
        RoundTrip trip = RoundTrip.of("tencent-trtc", request);

        assertThat(trip.row("AgentConfig.UserSig").orElseThrow().outcome()).isEqualTo(ImportOutcome.CONNECTION);
        assertThat(Json.write(Json.tree(trip.imported()))).doesNotContain("user_signature_example");
    }
}
