package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recognition by another provider: the objects of TRTC's pages 69592, 79673 (Azure), 79674 (Deepgram) and 79675
 * (Soniox), read November 2026.
 */
class CustomRecognitionTest {
    private static final String MODEL =
            "\"LLMType\":\"openai\",\"Model\":\"m\",\"APIKey\":\"k\",\"APIUrl\":\"https://llm.example.com/v1/chat/completions\"";
    private static final String LLM = "LLMConfig: '{" + MODEL + "}'";
    private static final String VOICE =
            "TTSConfig: '{\"TTSType\":\"flow\",\"VoiceId\":\"v\",\"Model\":\"flow_01_turbo\"}'";

    private static Translation again(ImportResult imported) {
        return Trtc.ADAPTER.translate(
                new StartCommand(Yaml.agent(imported.agent()), Optional.of(Trtc.ROOM), Optional.of("ses_01")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            provider: azure, region: eastus, language: en | azure | "SubscriptionKey":"stt.subscriptionKey","Region":"eastus"
            provider: deepgram, model: nova-3, language: en | deepgram | "ApiKey":"stt.apiKey","Model":"nova-3"
            provider: soniox, model: stt-rt-v4, language: en | soniox | "ApiKey":"stt.apiKey","Model":"stt-rt-v4"
            provider: tencent, model: 16k_zh_en | tencent | "AppId":"stt.appId","SecretId":"stt.secretId","SecretKey":"stt.secretKey"
            """)
    void theTextThatThePagesShowIsSent(String stt, String type, String others) {
        // Given
        String expected = "{\"STTType\":\"" + type + "\"," + others + "}";

        // When
        Translation translation = Trtc.translate("{stt: {" + stt + ", credentialRef: stt}}");

        // Then
        ObjectNode sent = translation.call().fill(TestAccount::fill);
        assertThat(translation.report().accepted())
                .as("%s", translation.report())
                .isTrue();
        assertThat(sent.at("/STTConfig/CustomParam").isTextual()).isTrue();
        assertThat(Json.parse(sent.at("/STTConfig/CustomParam").asText())).isEqualTo(Json.parse(expected));
        assertThat(Trtc.entry(translation, "/stt/credentialRef").vendorValue()).isEqualTo(Json.text("***"));
        assertThat(Trtc.wire(translation, "STTConfig.Language").map(Object::toString))
                .hasValue(stt.contains("16k") ? "\"16k_zh_en\"" : "\"en\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {provider: azure, credentialRef: stt} | /stt/region
            {provider: deepgram, credentialRef: stt} | /stt/model
            {provider: soniox, credentialRef: stt} | /stt/model
            {provider: azure, region: eastus} | /stt/credentialRef
            {provider: tencent} | /stt/credentialRef""")
    void whatTheProviderCannotDoWithoutIsRejected(String stt, String pointer) {
        assertThat(Trtc.translate("{stt: " + stt + "}").report().with(FieldOutcome.REJECTED))
                .extracting(FieldReport.ReportEntry::path)
                .contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "STTType":"azure","SubscriptionKey":"leak1","Region":"chinanorth3" | provider: azure, region: chinanorth3 | subscriptionKey
            "STTType":"deepgram","ApiKey":"leak1","Model":"nova-2" | provider: deepgram, model: nova-2 | apiKey
            "STTType":"soniox","ApiKey":"leak1","Model":"stt-rt-v4" | provider: soniox, model: stt-rt-v4 | apiKey
            "STTType":"tencent","AppId":"leak1","SecretId":"leak2","SecretKey":"leak3" | provider: tencent | appId,secretId,secretKey
            """)
    void anImportReadsItBack(String text, String stt, String fields) {
        // Given
        ObjectNode request = Yaml.object("{" + LLM + "," + VOICE + "}");
        request.putObject("STTConfig").put("Language", "zh").put("CustomParam", "{" + text + "}");

        // When
        ImportResult imported = Trtc.ADAPTER.parse(request);

        // Then
        assertThat(imported.agent().get("stt"))
                .isEqualTo(Yaml.object("{" + stt + ", credentialRef: stt, language: zh}"));
        assertThat(imported.agent().has("vendorOptions")).isFalse();
        assertThat(imported.credentials())
                .extracting(ImportResult.FoundCredential::name, found -> String.join(",", found.fields()))
                .contains(tuple("stt", fields));
        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak");
        assertThat(Json.parse(again(imported)
                                .call()
                                .fill(TestAccount::fill)
                                .at("/STTConfig/CustomParam")
                                .asText())
                        .orElseThrow()
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Json.parse("{" + text + "}")
                        .orElseThrow()
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /**
     * The page's own example of Deepgram says AppKey, its table ApiKey: it is kept as it came, with a slot for the key.
     */
    @Test
    void whatIsNotWholeIsKeptWithASlot() {
        ObjectNode request = Yaml.object("{" + LLM + "," + VOICE + "}");
        request.putObject("STTConfig")
                .put("Language", "zh")
                .put("CustomParam", "{\"STTType\": \"deepgram\", \"AppKey\": \"leak1\", \"Model\": \"nova-2\"}");

        ImportResult imported = Trtc.ADAPTER.parse(request);

        assertThat(imported.agent().at("/vendorOptions/tencent-trtc/STTConfig/CustomParam"))
                .isEqualTo(Yaml.object("""
                {STTType: deepgram, AppKey: {$credential: stt, field: appKey}, Model: nova-2}"""));
        assertThat(imported.fields())
                .extracting(
                        ImportResult.ImportEntry::vendorPath,
                        ImportResult.ImportEntry::path,
                        ImportResult.ImportEntry::outcome)
                .contains(tuple(
                        "STTConfig.CustomParam.AppKey",
                        "/vendorOptions/tencent-trtc/STTConfig/CustomParam/AppKey",
                        ImportOutcome.SECRET));
        assertThat(Json.parse(again(imported)
                        .call()
                        .fill(TestAccount::fill)
                        .at("/STTConfig/CustomParam")
                        .asText()))
                .isEqualTo(
                        Json.parse("{\"STTType\": \"deepgram\", \"AppKey\": \"stt.appKey\", \"Model\": \"nova-2\"}"));
    }

    /** Hints and context have no neutral setting; they stay beside the key. */
    @Test
    void whatElseTheProviderTakesIsKeptBesideIt() {
        ObjectNode request = Yaml.object("{" + LLM + "," + VOICE + "}");
        String text = Json.write(Yaml.object("""
                {STTType: soniox, ApiKey: leak1, Model: stt-rt-v4, LanguageHints: [en], Context: {terms: [Voxgate]}}"""));
        request.putObject("STTConfig").put("CustomParam", text);

        ImportResult imported = Trtc.ADAPTER.parse(request);

        assertThat(imported.agent().at("/vendorOptions/tencent-trtc/STTConfig/CustomParam"))
                .isEqualTo(Yaml.object("{LanguageHints: [en], Context: {terms: [Voxgate]}}"));
        assertThat(Json.parse(again(imported)
                        .call()
                        .fill(TestAccount::fill)
                        .at("/STTConfig/CustomParam")
                        .asText()))
                .isEqualTo(Json.parse(text.replace("leak1", "stt.apiKey")));
    }

    /**
     * The avatar's keys of the vendors' corrections, point 1, and a voice that Voxgate does not know (point 6): what an
     * import makes of them starts again, equal.
     */
    @Test
    void anAvatarAndAnUnknownVoiceComeBackWithTheirKeysInSlots() {
        // Given
        ObjectNode request = Yaml.object(
                "{" + LLM + ", TTSConfig: '{\"TTSType\":\"inworld\",\"APIKey\":\"leak1\",\"VoiceId\":\"Ashley\"}'}");
        request.put("AvatarConfig", Json.write(Yaml.object("""
                {AvatarType: x, Appkey: leak2, AccessToken: leak3, AvatarUserSig: leak4, Secretkey: leak5}""")));

        // When
        ImportResult imported = Trtc.ADAPTER.parse(request);
        Translation translation = again(imported);

        // Then
        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak");
        assertThat(imported.agent().get("avatar")).isEqualTo(Yaml.object("""
                {AvatarType: x, Appkey: {$credential: avatar, field: appkey}, AccessToken: {$credential: avatar, field: accessToken},
                 AvatarUserSig: {$credential: avatar, field: avatarUserSig}, Secretkey: {$credential: avatar, field: secretkey}}"""));
        assertThat(imported.agent().at("/vendorOptions/tencent-trtc/TTSConfig/APIKey"))
                .isEqualTo(Yaml.object("{$credential: tts, field: apiKey}"));
        assertThat(translation.report().with(FieldOutcome.REJECTED)).isEmpty();
        assertThat(translation.call().slots())
                .contains(
                        new Placeholder.Secret("avatar", "accessToken", "/avatar/AccessToken", false, true),
                        new Placeholder.Secret(
                                "tts", "apiKey", "/vendorOptions/tencent-trtc/TTSConfig/APIKey", false, true));
        assertThat(Trtc.entry(translation, "/avatar").value())
                .as("The report shows the slot")
                .isEqualTo(imported.agent().get("avatar"));
        assertThat(Trtc.entry(translation, "/avatar").vendorValue().get("AccessToken"))
                .isEqualTo(Json.text("***"));
        assertThat(Json.parse(translation
                                .call()
                                .fill(TestAccount::fill)
                                .get("AvatarConfig")
                                .asText())
                        .orElseThrow()
                        .get("AccessToken"))
                .isEqualTo(Json.text("avatar.accessToken"));
    }

    /** Only the body of the model's requests has slots, and here it is the same field as the metadata. */
    @Test
    void aSecretInTheMetadataMakesItTheBody() {
        ObjectNode request = Yaml.object("{" + VOICE + "}");
        request.put("LLMConfig", "{" + MODEL + ",\"MetaInfo\":{\"apiKey\":\"leak1\",\"order\":1}}");

        ImportResult imported = Trtc.ADAPTER.parse(request);

        assertThat(imported.agent().at("/llm/extraBody"))
                .isEqualTo(Yaml.object("{apiKey: {$credential: llm, field: apiKey2}, order: 1}"));
        assertThat(imported.agent().at("/llm/metadata").isMissingNode()).isTrue();
    }
}
