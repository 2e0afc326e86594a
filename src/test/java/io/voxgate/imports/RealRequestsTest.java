package io.voxgate.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of real inputs does what a careful gateway does with it ({@code src/test/resources/cases/README.md} has the sources). */
final class RealRequestsTest {
    private static final String LLM = "llmconfig-strings.json";
    private static final String TTS = "ttsconfig-strings.json";

    /** What stands for a key, a signature or a token in the files. */
    private static final List<String> SECRETS = List.of("sk-PLACEHOLDER", "app-PLACEHOLDER", "sk_car_PLACEHOLDER", "eyPLACEHOLDER", "eJyrVgrx", "AKIDPLACEHOLDER",
            "PLACEHOLDERtencentSecretKey", "placeholder", "PLACEHOLDER-avatar", "1800000000000000000", "sk-proj", "****", "\"PLACEHOLDER\"");

    /** Other tests look at these, or the methods below. */
    private static final Set<String> NOT_IMPORTED = Set.of("phone-numbers.json", "usersig-samples.json", LLM, TTS, "ccc-03-agent-call-dify-variables.json",
            "ccc-05-interaction-records-answer.json", "alibaba-03-ims-startaiagentinstance.json", "trtc-09-control-farewell.json");

    private static RoundTrip trip(String file) {
        String vendor = file.startsWith("trtc") ? "tencent-trtc" : file.startsWith("ccc") ? "tencent-ccc" : "alibaba-rtc";
        return RoundTrip.of(vendor, CaseFiles.request(file));
    }

    private static Stream<String> imported() {
        return CaseFiles.names().stream().filter(name -> !NOT_IMPORTED.contains(name));
    }

    /** The answer can be started with, comes back equal but for what is named, and holds no secret. */
    @Test
    void everyStartComesBackAndEchoesNoSecret() {
        assertThat(imported()).hasSize(8).allSatisfy(file -> {
            RoundTrip trip = trip(file);

            assertThat(trip.again().report().accepted()).as("%s", trip.again().report().fields()).isTrue();
            assertThat(trip.unnamed()).isEmpty();
            assertThat(Json.write(Json.tree(trip.imported()))).doesNotContain(SECRETS);
            assertThat(trip.imported().fields()).extracting(ImportEntry::vendorPath).doesNotHaveDuplicates();
        });
    }

    /** Single rows of the report: where a field went, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trtc-01-vendor-demo-siliconflow.json      | SdkAppId                            | CONNECTION |                          |
            trtc-01-vendor-demo-siliconflow.json      | AgentConfig.UserSig                 | CONNECTION |                          | mints it
            trtc-01-vendor-demo-siliconflow.json      | STTConfig.Language                  | EXACT      | /stt/model               |
            trtc-01-vendor-demo-siliconflow.json      | LLMConfig.History                   | EXACT      | /llm/historyTurns        |
            trtc-01-vendor-demo-siliconflow.json      | TTSConfig.VoiceType                 | CONVERTED  | /tts/voice               |
            trtc-01-vendor-demo-siliconflow.json      | TTSConfig.Speed                     | CONVERTED  | /tts/speed               |
            trtc-03-ielts-dify-cartesia-deepgram.json | LLMConfig.Model                     | CONVERTED  |                          | null says nothing
            trtc-03-ielts-dify-cartesia-deepgram.json | LLMConfig.Timeout                   | KEPT       | /vendorOptions/tencent-trtc |
            trtc-03-ielts-dify-cartesia-deepgram.json | LLMConfig.Inputs                    | EXACT      | /llm/inputs              |
            trtc-04-ai-build-quickly-minimax.json     | AgentConfig.InterruptMode           | KEPT       | /vendorOptions/tencent-trtc |
            trtc-04-ai-build-quickly-minimax.json     | AgentConfig.InterruptSpeechDuration | EXACT      | /interruption/minSpeechMs | 200
            trtc-04-ai-build-quickly-minimax.json     | STTConfig.HotWordList               | CONVERTED  | /stt/hotWords            |
            trtc-04-ai-build-quickly-minimax.json     | TTSConfig.APIUrl                    | EXACT      | /tts/url                 | in the clear
            trtc-06-avatar-dummy-tts.json             | TTSConfig.TTSType                   | KEPT       | /vendorOptions/tencent-trtc |
            trtc-06-avatar-dummy-tts.json             | AvatarConfig                        | EXACT      | /avatar                  | By arrangement
            trtc-10-objects-instead-of-strings.json   | SdkAppId                            | CONNECTION |                          | not a text
            trtc-10-objects-instead-of-strings.json   | RoomId                              | CONVERTED  | /channel/roomId          | not a number
            trtc-10-objects-instead-of-strings.json   | RoomIdType                          | CONVERTED  | /channel/roomIdType      | not a text
            trtc-10-objects-instead-of-strings.json   | AgentConfig.MaxIdleTime             | CONVERTED  | /limits/nobodyPresentMs  | read as 60
            trtc-10-objects-instead-of-strings.json   | STTConfig.AlternativeLanguage       | CONVERTED  | /stt/alternativeLanguages | a list of texts
            trtc-10-objects-instead-of-strings.json   | LLMConfig                           | CONVERTED  |                          | here it is an object
            trtc-10-objects-instead-of-strings.json   | LLMConfig.History                   | CONVERTED  | /llm/historyTurns        | read as 10
            trtc-10-objects-instead-of-strings.json   | TTSConfig                           | CONVERTED  |                          | here it is an object
            trtc-10-objects-instead-of-strings.json   | TTSConfig.TTSType                   | CONVERTED  | /tts/provider            | minixmax
            trtc-10-objects-instead-of-strings.json   | TTSConfig.Speed                     | CONVERTED  | /tts/speed               | read as 1
            ccc-01-tccli-hospital-customstt.json      | CustomSTTConfig.STTType             | KEPT       | /vendorOptions/tencent-ccc |
            ccc-04-fields-of-2026.json                | TransferToAgentEnable               | KEPT       | /vendorOptions/tencent-ccc |
            ccc-04-fields-of-2026.json                | TransferToAgentItems                | KEPT       | /vendorOptions/tencent-ccc |
            ccc-04-fields-of-2026.json                | AcquireTimeoutSecond                | KEPT       | /vendorOptions/tencent-ccc |
            alibaba-02-startagent-nested.json         | RtcConfig.TargetUserIds             | CONVERTED  | /channel/userId          | one user
            alibaba-02-startagent-nested.json         | VoiceChatConfig.preferVideo         | KEPT       | /vendorOptions/alibaba-rtc |
            alibaba-02-startagent-nested.json         | VoiceChatConfig.EnableVideoUnderstanding | KEPT  | /vendorOptions/alibaba-rtc |""")
    void aFieldGoes(String file, String vendorPath, ImportOutcome outcome, String path, String note) {
        ImportEntry row = trip(file).row(vendorPath).orElseThrow();

        assertThat(row.outcome()).isEqualTo(outcome);
        assertThat(row.path()).isEqualTo(path);
        if (note != null) {
            assertThat(row.note()).contains(note);
        }
    }

    /** What a field means in the agent's words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trtc-01-vendor-demo-siliconflow.json      | /stt/model                        | "16k_zh_en"
            trtc-01-vendor-demo-siliconflow.json      | /llm/historyTurns                 | 10
            trtc-01-vendor-demo-siliconflow.json      | /tts/voice                        | "1008"
            trtc-01-vendor-demo-siliconflow.json      | /tts/speed                        | 1.2
            trtc-03-ielts-dify-cartesia-deepgram.json | /llm/protocol                     | "dify"
            trtc-03-ielts-dify-cartesia-deepgram.json | /llm/user                         | "11775"
            trtc-04-ai-build-quickly-minimax.json     | /interruption/minSpeechMs         | 200
            trtc-04-ai-build-quickly-minimax.json     | /greeting/interruptible           | false
            trtc-04-ai-build-quickly-minimax.json     | /stt/hotWords/2/text              | "售后"
            trtc-06-avatar-dummy-tts.json             | /turnDetection/mode               | "semantic"
            trtc-06-avatar-dummy-tts.json             | /avatar/AvatarUserID              | "li_avatar"
            trtc-10-objects-instead-of-strings.json   | /tts/provider                     | "minimax"
            trtc-10-objects-instead-of-strings.json   | /stt/alternativeLanguages         | ["en"]
            ccc-01-tccli-hospital-customstt.json      | /tts/voice                        | "ZhiXi"
            ccc-01-tccli-hospital-customstt.json      | /tools/endCall/enabled            | true
            alibaba-02-startagent-nested.json         | /silence/reminder/action          | "generate"
            alibaba-02-startagent-nested.json         | /tts/skipBrackets                 | ["fullWidthRound","round"]""")
    void aFieldMeans(String file, String pointer, String value) {
        assertThat(Json.same(trip(file).imported().agent().at(pointer), Json.parse(value).orElseThrow())).isTrue();
    }

    /** The vendor's own tool sends both, and the vendor takes them. */
    @Test
    void whatTheVendorsOwnToolSendsComesBackAsItIs() {
        RoundTrip trip = trip("trtc-04-ai-build-quickly-minimax.json");

        assertThat(trip.after()).containsEntry("AgentConfig.InterruptMode", Json.number(2)).containsEntry("AgentConfig.InterruptSpeechDuration", Json.number(200));
    }

    @Test
    void anAppIdInTextIsANumberInTheSettings() {
        assertThat(trip("trtc-10-objects-instead-of-strings.json").imported().settings()).isEqualTo(Json.object().put("sdkAppId", 1400000042));
    }

    /** The vendor listens to one. */
    @Test
    void theSecondTargetUserIsNotSent() {
        RoundTrip trip = trip("alibaba-02-startagent-nested.json");

        assertThat(trip.imported().channel().at("/userId").asText()).isEqualTo("user_1");
        assertThat(trip.after()).containsEntry("RtcConfig.TargetUserIds", Json.array().add("user_1"));
    }

    /**
     * Keys in JSON that travels as text, and an avatar's: taken out and reported. Where they are put instead (a credential's place in {@code vendorOptions} and
     * {@code avatar}) belongs into this method, so that each of them is expected in a credential as well.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trtc-03-ielts-dify-cartesia-deepgram.json | STTConfig.CustomParam.ApiKey
            trtc-06-avatar-dummy-tts.json             | AvatarConfig.AvatarUserSig
            trtc-06-avatar-dummy-tts.json             | AvatarConfig.Appkey
            trtc-06-avatar-dummy-tts.json             | AvatarConfig.AccessToken
            ccc-01-tccli-hospital-customstt.json      | CustomSTTConfig.SecretId
            ccc-01-tccli-hospital-customstt.json      | CustomSTTConfig.SecretKey""")
    void aKeyWithoutAPlaceOfItsOwnIsTakenOut(String file, String vendorPath) {
        assertThat(trip(file).row(vendorPath)).map(ImportEntry::outcome).contains(ImportOutcome.SECRET);
    }

    /** Requests of another operation or product: refused, with what they seem to be and what helps. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tencent-trtc | trtc-09-control-farewell.json                | ControlAIConversation | say with {"endAfter":true} | StartAIConversation
            tencent-ccc  | ccc-03-agent-call-dify-variables.json        | CreateAIAgentCall     | made in the vendor's console | LLMType
            tencent-ccc  | ccc-03-agent-call-dify-variables.json        | dify-inputs-          | llm.inputs                 | CreateAICall
            alibaba-rtc  | alibaba-03-ims-startaiagentinstance.json     | StartAIAgentInstance  | Alibaba Cloud IMS          | StartAgent
            tencent-ccc  | ccc-05-interaction-records-answer.json       | a vendor's answer     | not what the vendor answers | CreateAICall""")
    void anotherRequestIsRefusedInWords(String vendor, String file, String what, String help, String takes) {
        ObjectNode request = CaseFiles.request(file);
        List<ObjectNode> spellings = request.get("request") instanceof ObjectNode alone ? List.of(request, alone) : List.of(request);

        assertThat(spellings).allSatisfy(spelling -> {
            Fault fault = refusal(vendor, spelling);
            assertThat(fault.code()).isEqualTo("OTHER_PRODUCT");
            assertThat(fault.detail()).contains(what, help, takes);
        });
    }

    /** A start that came with its operation's name is read. */
    @Test
    void aStartTogetherWithItsOperationIsRead() {
        ObjectNode wrapped = Json.object().put("operation", "CreateAICall").set("request", CaseFiles.request("ccc-04-fields-of-2026.json"));

        assertThat(Importing.read("tencent-ccc", wrapped).agent()).isEqualTo(trip("ccc-04-fields-of-2026.json").imported().agent());
    }

    private static Fault refusal(String vendor, ObjectNode request) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Importing.read(vendor, request));
        assertThat(problem.code().status()).isEqualTo(422);
        return problem.faults().getFirst();
    }

    private static RoundTrip model(String id) {
        return RoundTrip.of("tencent-trtc", CaseFiles.trtc(CaseFiles.item(LLM, id).get("string").asText(), null));
    }

    private static RoundTrip voice(String id) {
        return RoundTrip.of("tencent-trtc", CaseFiles.trtc(null, CaseFiles.item(TTS, id).get("string").asText()));
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
                {protocol: dify, credentialRef: llm, url: "https://api.dify.ai/v1/chat-messages", streaming: true, inputs: {}, user: "11775"}"""));
        assertThat(trip.row("LLMConfig.Model").orElseThrow().note()).contains("null");
        assertThat(trip.imported().agent().at("/vendorOptions/tencent-trtc/LLMConfig/Timeout").asInt()).isEqualTo(5);
    }

    @Test
    void switchesInTheMetadataStaySwitches() {
        assertThat(model("hunyuan").imported().agent().at("/llm/metadata")).isEqualTo(Yaml.object("{tenant: acme, trace: true}"));
    }

    @Test
    void aBaseAddressIsKeptAndCompletedForTrtc() {
        RoundTrip trip = model("ark-base-only");

        assertThat(trip.imported().agent().at("/llm/url").asText()).isEqualTo("https://ark.cn-beijing.volces.com/api/v3");
        assertThat(trip.after()).containsEntry("LLMConfig.APIUrl", Json.text("https://ark.cn-beijing.volces.com/api/v3/chat/completions"));
        assertThat(trip.row("LLMConfig.APIUrl").orElseThrow().outcome()).isEqualTo(ImportOutcome.CONVERTED);
    }

    @Test
    void aBareHostIsReported() {
        assertThat(model("deepseek-no-v1").row("LLMConfig.APIUrl").orElseThrow().note()).contains("TRTC wants the whole address");
    }

    @Test
    void undocumentedKeysAreUnknownAndNeverDropped() {
        RoundTrip trip = model("qwen-compatible");

        assertThat(List.of("LLMConfig.Temperature", "LLMConfig.enable_thinking"))
                .allSatisfy(path -> assertThat(trip.row(path).orElseThrow().outcome()).isEqualTo(ImportOutcome.UNKNOWN));
        assertThat(trip.after()).containsEntry("LLMConfig.enable_thinking", Json.bool(false));
    }

    @Test
    void brokenJsonIsRefusedWithItsPlace() {
        Fault fault = refusal("tencent-trtc", CaseFiles.trtc(CaseFiles.item(LLM, "not-json").get("string").asText(), null));

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

        assertThat(voice("tencent-lang-text").imported().agent().at("/tts/language").asText()).isEqualTo("zh-CN");
        assertThat(number.imported().agent().at("/tts/language").asText()).isEqualTo("zh");
        assertThat(number.imported().agent().at("/tts/speed").decimalValue()).isEqualByComparingTo("1.275");
        assertThat(number.unnamed()).isEmpty();
    }

    @Test
    void aKeyThatGoesInTheClearIsWarnedOf() {
        assertThat(voice("minimax-cn-http").row("TTSConfig.APIUrl").orElseThrow().note()).contains("in the clear");
    }

    @Test
    void aVolumeOfFiveComesBackAsFive() {
        assertThat(voice("flow-volume-5").after()).containsEntry("TTSConfig.Volume", Json.number(5));
    }

    @Test
    void anUnknownVoiceTypeIsCarriedWithItsAvatar() {
        ObjectNode request = CaseFiles.trtc(null, CaseFiles.item(TTS, "dummy").get("string").asText()).put("AvatarConfig", "{\"AvatarType\":\"tencent\"}");
        RoundTrip trip = RoundTrip.of("tencent-trtc", request);

        assertThat(trip.after()).containsEntry("TTSConfig.TTSType", Json.text("dummy")).containsEntry("AvatarConfig.AvatarType", Json.text("tencent"));
    }

    /** CCC has Volcengine's voices and TRTC has not. */
    @Test
    void aVoiceThatOneVendorLacksIsToldInWords() {
        ObjectNode request = CaseFiles.request("ccc-01-tccli-hospital-customstt.json");
        request.remove("VoiceType");
        request.put("CustomTTSConfig", CaseFiles.item(TTS, "volcengine-ccc").get("string").asText());
        RoundTrip trip = RoundTrip.of("tencent-ccc", request);

        Translation other = AllAdapters.named("tencent-trtc").translate(new StartCommand(Yaml.agent(trip.imported().agent()), Optional.empty(), Optional.empty()));

        assertThat(trip.unnamed()).isEmpty();
        assertThat(other.report().fields()).anySatisfy(entry -> {
            assertThat(entry.path()).isEqualTo("/tts/provider");
            assertThat(entry.note()).contains("does not offer this provider");
        });
    }

    /** Nothing that could be taken for a number is dialled by guess; a request of CCC's names the spelling that is meant. */
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
        ObjectNode request = CaseFiles.request("ccc-04-fields-of-2026.json").put("Callee", number);
        List<Fault> faults = Importing.faults(Json.object().put("type", "phone").put("to", number));
        ImportResult imported = Importing.read("tencent-ccc", request);

        assertThat(CaseFiles.tree("phone-numbers.json").findValuesAsText("in")).contains(number);
        assertThat(faults.isEmpty()).isEqualTo(taken);
        assertThat(imported.channel().path("to").asText()).isEqualTo(taken ? number : "");
        if (!taken) {
            assertThat(faults.getFirst().detail()).endsWith("Did you mean " + meant + "?");
            assertThat(imported.fields()).filteredOn(row -> row.vendorPath().equals("Callee")).extracting(ImportEntry::note).first().asString().contains(meant);
        }
    }

    @Test
    void aPlaceholderOfTheDocumentsIsAUserSigAsWell() {
        JsonNode sample = CaseFiles.tree("usersig-samples.json").at("/samples/3");
        ObjectNode request = CaseFiles.trtc(null, null);
        request.putObject("AgentConfig").put("UserId", sample.get("userId").asText()).put("UserSig", sample.get("userSig").asText());
        RoundTrip trip = RoundTrip.of("tencent-trtc", request);

        assertThat(trip.row("AgentConfig.UserSig").orElseThrow().outcome()).isEqualTo(ImportOutcome.CONNECTION);
        assertThat(Json.write(Json.tree(trip.imported()))).doesNotContain("user_signature_example");
    }

    @Test
    void theComparisonNoticesALostField() {
        RoundTrip trip = trip("trtc-04-ai-build-quickly-minimax.json");
        ObjectNode more = trip.request().deepCopy();
        more.withObject("/AgentConfig").put("SubtitleMode", 1);

        assertThat(new RoundTrip(more, trip.imported(), trip.again()).unnamed()).containsOnlyKeys("AgentConfig.SubtitleMode");
        assertThatThrownBy(() -> Importing.read("tencent-trtc", Json.object().put("hello", "world"))).isInstanceOf(Problem.class);
    }
}
