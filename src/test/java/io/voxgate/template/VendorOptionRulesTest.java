package io.voxgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.tck.AllAdapters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a slot may stand in place of a field that Voxgate fills. */
class VendorOptionRulesTest {
    private static final String SLOT = "{\"$credential\":\"inworld\",\"field\":\"apiKey\"}";
    private final VendorOptionRules rules = new VendorOptionRules(new AdapterRegistry(AllAdapters.all()));

    private static ObjectNode options(String vendor, String options) {
        return (ObjectNode)
                Json.parse("{\"vendorOptions\":{\"%s\":%s}}".formatted(vendor, options.replace("SLOT", SLOT)))
                        .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tencent-trtc | {"TTSConfig":{"TTSType":"inworld","APIKey":SLOT}}
            tencent-trtc | {"TTSConfig":{"TTSType":"new","AppId":SLOT,"SecretId":SLOT,"SecretKey":SLOT,"SubscriptionKey":SLOT}}
            tencent-trtc | {"STTConfig":{"CustomParam":"{\\"STTType\\":\\"n\\",\\"Key\\":{\\"$credential\\":\\"a\\",\\"field\\":\\"b\\"}}"}}
            tencent-ccc  | {"CustomTTSConfig":{"TTSType":"new","Token":SLOT}}
            tencent-ccc  | {"CustomSTTConfig":{"STTType":"new","SecretKey":SLOT}}""")
    void aProvidersKeyMayComeFromASlot(String vendor, String options) {
        assertThat(rules.check(options(vendor, options))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tencent-trtc | {"TTSConfig":{"APIKey":"a"}}             | /vendorOptions/tencent-trtc/TTSConfig/APIKey
            tencent-trtc | {"TTSConfig":{"APIUrl":SLOT}}            | /vendorOptions/tencent-trtc/TTSConfig/APIUrl
            tencent-trtc | {"AgentConfig":{"UserSig":SLOT}}         | /vendorOptions/tencent-trtc/AgentConfig/UserSig
            tencent-trtc | {"AgentConfig":{"UserId":SLOT}}          | /vendorOptions/tencent-trtc/AgentConfig/UserId
            tencent-trtc | {"SdkAppId":SLOT}                        | /vendorOptions/tencent-trtc/SdkAppId
            tencent-trtc | {"SecretId":SLOT}                        | /vendorOptions/tencent-trtc/SecretId
            tencent-ccc  | {"Callee":SLOT}                          | /vendorOptions/tencent-ccc/Callee
            tencent-ccc  | {"APIKey":SLOT}                          | /vendorOptions/tencent-ccc/APIKey
            alibaba-rtc  | {"AppId":SLOT}                           | /vendorOptions/alibaba-rtc/AppId""")
    void everythingElseStaysProtected(String vendor, String options, String pointer) {
        assertThat(rules.check(options(vendor, options)))
                .extracting(Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void aCommandTakesNoSlot() {
        assertThatThrownBy(() -> AgentReader.refuseSlots(
                        options("tencent-trtc", "{\"ServerPushText\":{\"MetaInfo\":{\"k\":SLOT}}}")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/vendorOptions/tencent-trtc/ServerPushText/MetaInfo/k"));
    }
}
