package io.voxgate.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportEntry;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.tck.AllAdapters;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each file of real inputs does what a careful gateway does with it ({@code src/test/resources/cases/README.md} has the
 * sources).
 */
final class RealRequestsTest {
    /** What stands for a key, a signature or a token in the files. */
    private static final List<String> SECRETS = List.of(
            "sk-PLACEHOLDER",
            "app-PLACEHOLDER",
            "sk_car_PLACEHOLDER",
            "eyPLACEHOLDER",
            "eJyrVgrx",
            "AKIDPLACEHOLDER",
            "PLACEHOLDERtencentSecretKey",
            "placeholder",
            "PLACEHOLDER-avatar",
            "1800000000000000000",
            "sk-proj",
            "****",
            "\"PLACEHOLDER\"");

    /** Other tests look at these, or the methods below. */
    static final Set<String> NOT_IMPORTED = Set.of(
            "phone-numbers.json",
            "usersig-samples.json",
            "llmconfig-strings.json",
            "ttsconfig-strings.json",
            "ccc-03-agent-call-dify-variables.json",
            "ccc-05-interaction-records-answer.json",
            "alibaba-03-ims-startaiagentinstance.json",
            "trtc-09-control-farewell.json");

    /** @param name a file, or how its name begins */
    private static RoundTrip trip(String name) {
        String file = CaseFiles.named(name);
        String vendor =
                file.startsWith("trtc") ? "tencent-trtc" : file.startsWith("ccc") ? "tencent-ccc" : "alibaba-rtc";
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

            assertThat(trip.again().report().accepted())
                    .as("%s", trip.again().report().fields())
                    .isTrue();
            assertThat(trip.unnamed()).isEmpty();
            assertThat(Json.write(Json.tree(trip.imported()))).doesNotContain(SECRETS);
            assertThat(trip.imported().fields())
                    .extracting(ImportEntry::vendorPath)
                    .doesNotHaveDuplicates();
        });
    }

    /** Single rows of the report: where a field went, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trtc-01    | SdkAppId                                 | CONNECTION |                             |
            trtc-01    | AgentConfig.UserSig                      | CONNECTION |                             | mints it
            trtc-01    | STTConfig.Language                       | EXACT      | /stt/model                  |
            trtc-01    | LLMConfig.History                        | EXACT      | /llm/historyTurns           |
            trtc-01    | TTSConfig.VoiceType                      | CONVERTED  | /tts/voice                  |
            trtc-01    | TTSConfig.Speed                          | CONVERTED  | /tts/speed                  |
            trtc-03    | LLMConfig.Model                          | CONVERTED  |                             | null says nothing
            trtc-03    | LLMConfig.Timeout                        | KEPT       | /vendorOptions/tencent-trtc |
            trtc-03    | LLMConfig.Inputs                         | EXACT      | /llm/inputs                 |
            trtc-04    | AgentConfig.InterruptMode                | KEPT       | /vendorOptions/tencent-trtc |
            trtc-04    | AgentConfig.InterruptSpeechDuration      | EXACT      | /interruption/minSpeechMs   | 200
            trtc-04    | STTConfig.HotWordList                    | CONVERTED  | /stt/hotWords               |
            trtc-04    | TTSConfig.APIUrl                         | EXACT      | /tts/url                    | in the clear
            trtc-06    | TTSConfig.TTSType                        | KEPT       | /vendorOptions/tencent-trtc |
            trtc-06    | AvatarConfig                             | EXACT      | /avatar                     | By arrangement
            trtc-10    | SdkAppId                                 | CONNECTION |                             | not a text
            trtc-10    | RoomId                                   | CONVERTED  | /channel/roomId             | not a number
            trtc-10    | RoomIdType                               | CONVERTED  | /channel/roomIdType         | not a text
            trtc-10    | AgentConfig.MaxIdleTime                  | CONVERTED  | /limits/nobodyPresentMs     | read as 60
            trtc-10    | STTConfig.AlternativeLanguage            | CONVERTED  | /stt/alternativeLanguages   | a list of texts
            trtc-10    | LLMConfig                                | CONVERTED  |                             | here it is an object
            trtc-10    | LLMConfig.History                        | CONVERTED  | /llm/historyTurns           | read as 10
            trtc-10    | TTSConfig                                | CONVERTED  |                             | here it is an object
            trtc-10    | TTSConfig.TTSType                        | CONVERTED  | /tts/provider               | minixmax
            trtc-10    | TTSConfig.Speed                          | CONVERTED  | /tts/speed                  | read as 1
            trtc-03    | STTConfig.CustomParam.STTType            | CONVERTED  | /stt/provider               |
            trtc-03    | STTConfig.CustomParam.Model              | EXACT      | /stt/model                  |
            ccc-01     | CustomSTTConfig.STTType                  | CONVERTED  | /stt/provider               |
            ccc-04     | TransferToAgentEnable                    | KEPT       | /vendorOptions/tencent-ccc  |
            ccc-04     | TransferToAgentItems                     | KEPT       | /vendorOptions/tencent-ccc  |
            ccc-04     | AcquireTimeoutSecond                     | KEPT       | /vendorOptions/tencent-ccc  |
            alibaba-02 | RtcConfig.TargetUserIds                  | CONVERTED  | /channel/userId             | one user
            alibaba-02 | VoiceChatConfig.preferVideo              | KEPT       | /vendorOptions/alibaba-rtc  |
            alibaba-02 | VoiceChatConfig.EnableVideoUnderstanding | KEPT       | /vendorOptions/alibaba-rtc  |""")
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
            trtc-01    | /stt/model                | "16k_zh_en"
            trtc-01    | /llm/historyTurns         | 10
            trtc-01    | /tts/voice                | "1008"
            trtc-01    | /tts/speed                | 1.2
            trtc-03    | /llm/protocol             | "dify"
            trtc-03    | /llm/user                 | "11775"
            trtc-03    | /stt/provider             | "deepgram"
            trtc-03    | /stt/model                | "nova-3"
            trtc-04    | /interruption/minSpeechMs | 200
            trtc-04    | /greeting/interruptible   | false
            trtc-04    | /stt/hotWords/2/text      | "售后"
            trtc-06    | /turnDetection/mode       | "semantic"
            trtc-06    | /avatar/AvatarUserID      | "li_avatar"
            trtc-10    | /tts/provider             | "minimax"
            trtc-10    | /stt/alternativeLanguages | ["en"]
            ccc-01     | /tts/voice                | "ZhiXi"
            ccc-01     | /tools/endCall/enabled    | true
            ccc-01     | /stt/provider             | "tencent"
            alibaba-02 | /silence/reminder/action  | "generate"
            alibaba-02 | /tts/skipBrackets         | ["fullWidthRound","round"]""")
    void aFieldMeans(String file, String pointer, String value) {
        assertThat(Json.same(
                        trip(file).imported().agent().at(pointer),
                        Json.parse(value).orElseThrow()))
                .isTrue();
    }

    /** The vendor's own tool sends both, and the vendor takes them. */
    @Test
    void whatTheVendorsOwnToolSendsComesBackAsItIs() {
        RoundTrip trip = trip("trtc-04-ai-build-quickly-minimax.json");

        assertThat(trip.after())
                .containsEntry("AgentConfig.InterruptMode", Json.number(2))
                .containsEntry("AgentConfig.InterruptSpeechDuration", Json.number(200));
    }

    /** The vendor's own demo calls with this region. */
    @Test
    void theRegionOfTheDemoIsListed() {
        assertThat(AllAdapters.named("tencent-trtc").info().regions()).contains("ap-beijing");
    }

    @Test
    void anAppIdInTextIsANumberInTheSettings() {
        assertThat(trip("trtc-10-objects-instead-of-strings.json").imported().settings())
                .isEqualTo(Json.object().put("sdkAppId", 1400000042));
    }

    /** The vendor listens to one. */
    @Test
    void theSecondTargetUserIsNotSent() {
        RoundTrip trip = trip("alibaba-02-startagent-nested.json");

        assertThat(trip.imported().channel().at("/userId").asText()).isEqualTo("user_1");
        assertThat(trip.after())
                .containsEntry("RtcConfig.TargetUserIds", Json.array().add("user_1"));
    }

    /**
     * Keys in JSON that travels as text, and an avatar's: taken out and reported. The agent names the field of a
     * credential in place of each: by a credentialRef where it has one, else by a slot; and the vendor gets it back.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trtc-03 | STTConfig.CustomParam.ApiKey | /stt/credentialRef    | stt    | apiKey
            trtc-06 | AvatarConfig.AvatarUserSig   | /avatar/AvatarUserSig | avatar | avatarUserSig
            trtc-06 | AvatarConfig.Appkey          | /avatar/Appkey        | avatar | appkey
            trtc-06 | AvatarConfig.AccessToken     | /avatar/AccessToken   | avatar | accessToken
            ccc-01  | CustomSTTConfig.AppId        | /stt/credentialRef    | stt    | appId
            ccc-01  | CustomSTTConfig.SecretId     | /stt/credentialRef    | stt    | secretId
            ccc-01  | CustomSTTConfig.SecretKey    | /stt/credentialRef    | stt    | secretKey""")
    void aKeyWithoutAPlaceOfItsOwnIsTakenOut(
            String file, String vendorPath, String pointer, String credential, String field) {
        RoundTrip trip = trip(file);
        ImportEntry row = trip.row(vendorPath).orElseThrow();

        assertThat(row.outcome()).isEqualTo(ImportOutcome.SECRET);
        assertThat(row.path()).isEqualTo(pointer);
        assertThat(row.note()).startsWith("Put it into the credential " + credential + ", field " + field);
        assertThat(trip.imported().agent().at(pointer))
                .isEqualTo(pointer.endsWith("/credentialRef") ? Json.text(credential) : slot(credential, field));
        assertThat(trip.asked(credential, field)).contains(vendorPath);
        assertThat(trip.filled(vendorPath)).contains(credential + "." + field);
    }

    /** The same of keys that nobody documents: no real request has one, so that they are added to a real one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trtc-06 | TTSConfig.APIKey         | tts          | apiKey
            trtc-01 | LLMConfig.MetaInfo.auth_token | llm | authToken
            trtc-01 | Beta.Deep.accessToken    | tencent-trtc | accessToken
            ccc-04  | LLMExtraBody.auth_token  | llm          | authToken
            ccc-04  | Beta.apiKey              | tencent-ccc  | apiKey
            alibaba-02 | VoiceChatConfig.TTSConfig.Extra.Secret | tts | secret""")
    void anUndocumentedKeyIsASlot(String file, String vendorPath, String credential, String field) {
        ObjectNode request = trip(file).opened();
        Json.put(request, vendorPath, Json.text("Kd83hGq1-undocumented"));
        RoundTrip trip = RoundTrip.of(trip(file).again().vendor(), request);
        ImportEntry row = trip.row(vendorPath).orElseThrow();

        assertThat(row.outcome()).isEqualTo(ImportOutcome.SECRET);
        assertThat(trip.imported().agent().at(row.path())).isEqualTo(slot(credential, field));
        assertThat(trip.asked(credential, field)).contains(vendorPath);
        assertThat(trip.filled(vendorPath)).contains(credential + "." + field);
        assertThat(trip.unnamed()).isEmpty();
        assertThat(Json.write(Json.tree(trip.imported()))).doesNotContain("Kd83hGq1-undocumented");
    }

    private static ObjectNode slot(String credential, String field) {
        return Json.object().put("$credential", credential).put("field", field);
    }

    /** Requests of another operation or product: refused, with what they seem to be and what helps. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tencent-trtc | trtc-09    | ControlAIConversation | say with {"endAfter":true}   | StartAIConversation
            tencent-ccc  | ccc-03     | CreateAIAgentCall     | made in the vendor's console | LLMType
            tencent-ccc  | ccc-03     | dify-inputs-          | llm.inputs                   | CreateAICall
            alibaba-rtc  | alibaba-03 | StartAIAgentInstance  | Alibaba Cloud IMS            | StartAgent
            tencent-ccc  | ccc-05     | a vendor's answer     | not what the vendor answers  | CreateAICall""")
    void anotherRequestIsRefusedInWords(String vendor, String file, String what, String help, String takes) {
        ObjectNode request = CaseFiles.request(CaseFiles.named(file));
        List<ObjectNode> spellings =
                request.get("request") instanceof ObjectNode alone ? List.of(request, alone) : List.of(request);

        assertThat(spellings).allSatisfy(spelling -> {
            Fault fault = refusal(vendor, spelling);
            assertThat(fault.code()).isEqualTo("OTHER_PRODUCT");
            assertThat(fault.detail()).contains(what, help, takes);
        });
    }

    /** A start that came with its operation's name is read. */
    @Test
    void aStartTogetherWithItsOperationIsRead() {
        ObjectNode wrapped = Json.object()
                .put("operation", "CreateAICall")
                .set("request", CaseFiles.request("ccc-04-fields-of-2026.json"));

        assertThat(Importing.read("tencent-ccc", wrapped).agent())
                .isEqualTo(trip("ccc-04-fields-of-2026.json").imported().agent());
    }

    private static Fault refusal(String vendor, ObjectNode request) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Importing.read(vendor, request));
        assertThat(problem.code().status()).isEqualTo(422);
        return problem.faults().getFirst();
    }

    @Test
    void theComparisonNoticesALostField() {
        RoundTrip trip = trip("trtc-04-ai-build-quickly-minimax.json");
        ObjectNode more = trip.request().deepCopy();
        more.withObject("/AgentConfig").put("SubtitleMode", 1);

        assertThat(new RoundTrip(more, trip.imported(), trip.again()).unnamed())
                .containsOnlyKeys("AgentConfig.SubtitleMode");
        assertThatThrownBy(() -> Importing.read("tencent-trtc", Json.object().put("hello", "world")))
                .isInstanceOf(Problem.class);
    }
}
