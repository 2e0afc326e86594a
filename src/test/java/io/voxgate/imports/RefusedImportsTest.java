package io.voxgate.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.tck.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What could not be started is refused, with a pointer to the vendor's own field and a sentence; what only lacks a
 * secret is read.
 */
final class RefusedImportsTest {
    private static final String TRTC = "{SdkAppId: 1, RoomId: '1', TTSConfig: {TTSType: flow, VoiceId: v, Model: m},"
            + " LLMConfig: {LLMType: openai, Model: m, APIKey: k, APIUrl: 'https://llm.example.com/v1/chat/completions'}}";
    private static final String CCC =
            "{Callee: '008613800000000', LLMType: openai, APIUrl: 'https://llm.example.com/v1', Model: m,"
                    + " APIKey: k, SystemPrompt: Be kind., VoiceType: ZhiXi}";
    private static final String ALIBABA =
            "{ChannelId: c, RtcConfig: {UserId: a}, VoiceChatConfig: {LLMConfig: {Vendor: aliyun, Model: qwen-plus}}}";

    /** A start of the vendor with these parts changed. */
    private static ObjectNode request(String vendor, String parts) {
        ObjectNode request =
                Yaml.object(vendor.equals("tencent-trtc") ? TRTC : vendor.equals("tencent-ccc") ? CCC : ALIBABA);
        Json.merge(request, Yaml.object(parts));
        return request;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tencent-trtc | {TTSConfig: null}                                  | /request/TTSConfig | NOT_STARTABLE | a voice
            tencent-trtc | {TTSConfig: {VoiceId: null}}                       | /request/TTSConfig/VoiceId | NOT_STARTABLE | a voice
            tencent-trtc | {LLMConfig: {APIUrl: null}}                        | /request/LLMConfig/APIUrl | NOT_STARTABLE | llm.url
            tencent-trtc | {LLMConfig: {APIUrl: 'ftp://llm.example.com'}}     | /request/LLMConfig/APIUrl | WRONG_FORM | https URL
            tencent-trtc | {LLMConfig: {LLMType: null}}                       | /request/LLMConfig | REQUIRED | LLMType
            tencent-trtc | {AgentConfig: {UserId: u, TargetUserId: u}}        | /request/AgentConfig/UserId | NOT_STARTABLE | other than
            tencent-trtc | {AgentConfig: {WelcomeMessage: 'Hi {{name}}'}} | /request/AgentConfig/WelcomeMessage | VARIABLE_NOT_ALLOWED | {{
            tencent-trtc | {RoomIdType: 0, RoomId: lobby}                     | /request/RoomId | NOT_STARTABLE | whole number
            tencent-ccc  | {SystemPrompt: null}                               | /request/SystemPrompt | NOT_STARTABLE | system prompt
            tencent-ccc  | {AcquireTimeoutSecond: 6}                          | /request/AcquireTimeoutSecond | NOT_STARTABLE | from 0 to 5
            alibaba-rtc  | {VoiceChatConfig: '{'}                             | /request/VoiceChatConfig | INVALID_JSON_TEXT | line 1""")
    void theVendorsFieldIsPointedAt(String vendor, String parts, String pointer, String code, String words) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Importing.read(vendor, request(vendor, parts)));

        assertThat(problem.code().status()).isEqualTo(422);
        assertThat(problem.faults()).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.detail()).contains(words);
        });
    }

    @ParameterizedTest
    @CsvSource({"tencent-trtc", "tencent-ccc", "alibaba-rtc"})
    void whatHasNoFieldOfTheVendorsIsNoEmptyAgent(String vendor) {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> Importing.read(vendor, Yaml.object("{hello: world, apiKey: k}")));

        assertThat(problem.faults()).extracting(Fault::pointer).allMatch(pointer -> pointer.startsWith("/request"));
        assertThat(problem.code().status()).isEqualTo(422);
    }

    /** Teams take their keys out before they paste. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tencent-trtc | {LLMConfig: {APIKey: null}}
            tencent-ccc  | {APIKey: null}""")
    void aSecretThatWasLeftOutIsAskedFor(String vendor, String parts) {
        ImportResult imported = Importing.read(vendor, request(vendor, parts));

        assertThat(imported.agent().at("/llm/credentialRef").asText()).isEqualTo("llm");
        assertThat(imported.credentials().getFirst().fields()).containsExactly("apiKey");
        assertThat(imported.credentials().getFirst().secretsFound()).isEmpty();
        assertThat(imported.fields())
                .anySatisfy(row -> assertThat(row.note()).contains("Not in the request, but the vendor needs it"));
    }

    @Test
    void theSamePartsUnchangedAreRead() {
        assertThat(Importing.read("tencent-trtc", request("tencent-trtc", "{}")).faults())
                .isEmpty();
        assertThat(Importing.read("tencent-ccc", request("tencent-ccc", "{}")).faults())
                .isEmpty();
        assertThat(Importing.read("alibaba-rtc", request("alibaba-rtc", "{}")).faults())
                .isEmpty();
    }
}
