package io.voxgate.adapter.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.trtc.v20190722.models.ControlAIConversationRequest;
import io.voxgate.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge itself: each kind of difference is found. */
final class SdkConformanceTest {
    private static final Map<String, String> REST = Map.of(
            "ServerPushText.StopAfterPlay",
            "r",
            "ServerPushText.Audio",
            "r",
            "ServerPushText.DropMode",
            "r",
            "ServerPushText.Priority",
            "r",
            "ServerPushText.AddHistory",
            "r",
            "ServerPushText.MetaInfo",
            "r",
            "InvokeLLM.Content",
            "r",
            "InvokeLLM.Interrupt",
            "r",
            "InvokeLLM.ExperimentalParams",
            "r");

    private static List<String> differences(String json, Map<String, String> unmapped) {
        JsonNode request = Json.parse(json).orElseThrow();
        return new SdkConformance(ControlAIConversationRequest.class).differences(List.of(request), unmapped);
    }

    @Test
    void theVendorsOwnSampleFits() {
        assertThat(differences("""
                {"TaskId": "t", "Command": "ServerPushText", "ServerPushText": {"Text": "Hello", "Interrupt": true}}""", REST)).isEmpty();
    }

    @Test
    void aWrongNameIsFound() {
        assertThat(differences("""
                {"TaskId": "t", "Command": "c", "ServerPushText": {"Text": "x", \
                "Interrupt": true, "Loud": true}}""", REST)).containsExactly("The SDK has no ServerPushText.Loud.");
    }

    @Test
    void aWrongTypeIsFound() {
        assertThat(differences("""
                {"TaskId": 7, "Command": "c", "ServerPushText": \
                {"Text": "x", "Interrupt": true}}""", REST)).containsExactly("TaskId is NUMBER (7), the SDK says String.");
    }

    @Test
    void aFieldThatNobodyMentionsIsFound() {
        assertThat(differences("""
                {"TaskId": "t", "Command": "c", "ServerPushText": {"Text": "x"}}""", REST))
                .containsExactly(
                        "The SDK has ServerPushText.Interrupt, which is neither sent nor listed with a reason.");
    }

    @Test
    void aStaleReasonIsFound() {
        assertThat(differences("""
                {"TaskId": "t", "Command": "c", "ServerPushText": {"Text": "x", "Interrupt": true, "Priority": 0}}""", REST))
                .containsExactly(
                        "ServerPushText.Priority is listed as not mapped, but it is sent, unknown to the SDK, or without a reason.");
    }
}
