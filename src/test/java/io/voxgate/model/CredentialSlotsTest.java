package io.voxgate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.voxgate.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSlotsTest {
    private static final String SLOT = "{\"$credential\":\"avatar\",\"field\":\"apiKey\"}";

    private static Map<?, ?> tree(String json) {
        return (Map<?, ?>) Json.values(json).orElseThrow();
    }

    private static List<Fault> faults(String json) {
        return CredentialSlots.faults(tree(json), Json::values);
    }

    @Test
    void slotsAreFoundAtAnyDepthAndInTextsThatHoldJson() throws JsonProcessingException {
        // Given
        String text = Json.write(Json.text("{\"a\":[" + SLOT + "]}"));
        String inner = Json.write(Json.text(Json.write(Json.object().put("b", "{\"c\":" + SLOT + "}"))));
        Agent agent = Json.MAPPER.readValue("""
                {"llm": {"protocol": "openai", "extraBody": {"x": [1, {"y": %s}]}}, "avatar": {"Config": %s},
                 "vendorOptions": {"tencent-trtc": {"STTConfig": {"CustomParam": %s}, "a/b": %s}}}
                """.formatted(SLOT, SLOT, inner, text), Agent.class);

        // When
        List<CredentialSlots.SlotUse> uses = CredentialSlots.in(agent, Json::values);

        // Then
        assertThat(uses)
                .extracting(CredentialSlots.SlotUse::pointer)
                .containsExactly(
                        "/llm/extraBody/x/1/y",
                        "/avatar/Config",
                        "/vendorOptions/tencent-trtc/STTConfig/CustomParam",
                        "/vendorOptions/tencent-trtc/a~1b");
        assertThat(uses).extracting(CredentialSlots.SlotUse::slot).containsOnly(new CredentialSlot("avatar", "apiKey"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$credential\":\"avatar\"}",
                "{\"$credential\":\"Avatar\",\"field\":\"apiKey\"}",
                "{\"$credential\":\"avatar\",\"field\":\"api-key\"}",
                "{\"$credential\":\"avatar\",\"field\":\"apiKey\",\"more\":1}",
                "{\"$credential\":{\"a\":1},\"field\":\"apiKey\"}",
                "{\"$credential\":\"{{name}}\",\"field\":\"apiKey\"}"
            })
    void anotherFormIsAFaultThatShowsTheForm(String slot) {
        assertThat(faults("{\"avatar\":{\"Config\":" + slot + "}}"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/avatar/Config");
                    assertThat(fault.code()).isEqualTo("WRONG_FORM");
                    assertThat(fault.detail()).contains("{\"$credential\": \"name\", \"field\": \"apiKey\"}");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"llm\":{\"metadata\":{\"x\":%s}}}",
                "{\"llm\":{\"inputs\":{\"x\":%s}}}",
                "{\"llm\":{\"systemPrompt\":%s}}",
                "{\"tts\":{\"credentialRef\":%s}}",
                "{\"avatar\":%s}",
                "{\"llm\":{\"extraBody\":%s}}",
                "{\"vendorOptions\":%s}",
                "{\"vendorOptions\":{\"tencent-trtc\":%s}}"
            })
    void anotherPlaceIsAFault(String agent) {
        assertThat(faults(agent.formatted(SLOT))).extracting(Fault::code).containsExactly("SLOT_NOT_ALLOWED");
    }

    @Test
    void aTextWithASlotTakesNoVariable() {
        String text = Json.write(Json.text("{\"Appkey\":" + SLOT + ",\"Name\":\"{{name}}\"}"));

        assertThat(faults("{\"avatar\":{\"Config\":" + text + "}}"))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(tuple("/avatar/Config", "VARIABLE_NOT_ALLOWED"));
        assertThat(faults("{\"avatar\":{\"Config\":{\"Appkey\":" + SLOT + ",\"Name\":\"{{name}}\"}}}"))
                .isEmpty();
        assertThat(faults("{\"llm\":{\"systemPrompt\":" + text + "}}"))
                .as("A prompt may show what a slot looks like")
                .isEmpty();
    }
}
