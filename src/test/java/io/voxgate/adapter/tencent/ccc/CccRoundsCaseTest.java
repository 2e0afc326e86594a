package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EventData;
import io.voxgate.model.EventData.MetricRecorded;
import io.voxgate.model.EventData.SpeakerRole;
import io.voxgate.model.EventData.TranscriptAdded;
import io.voxgate.tck.Yaml;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The vendor's own example of an answer with rounds
 * ({@code src/test/resources/cases/ccc-05-interaction-records-answer.json}).
 */
final class CccRoundsCaseTest {
    private static final Instant BEGAN = Instant.ofEpochMilli(1774931367000L);
    private static final SessionRef SESSION = new SessionRef("ses_1", "s1", new Channel.Phone("+8613800000000", null));

    private static List<EventData> told(ObjectNode answer) {
        return new CccAdapter()
                .wordsSoFar(SESSION, BEGAN, HttpReply.json(200, Json.write(answer))).stream()
                        .map(VendorEvent::data)
                        .toList();
    }

    private static ObjectNode answer() {
        return (ObjectNode) Yaml.resource("/cases/ccc-05-interaction-records-answer.json");
    }

    /** The last message may still grow while the call runs. */
    @Test
    void whatTheAgentSaidAndHowLongItTookIsTold() {
        List<EventData> told = told(answer());

        assertThat(told)
                .filteredOn(TranscriptAdded.class::isInstance)
                .containsExactly(new TranscriptAdded(
                        SpeakerRole.AGENT,
                        null,
                        "小潘为您服务，售前请说 123，售后请说 456",
                        "00000000-0000-4000-8000-000000000001",
                        634L,
                        null));
        assertThat(told)
                .filteredOn(MetricRecorded.class::isInstance)
                .extracting("name", "unit")
                .containsExactlyInAnyOrder(
                        tuple("llmFirstTokenMs", "ms"), tuple("ttsLatencyMs", "ms"), tuple("endToEndMs", "ms"));
    }

    /**
     * AISpeakEvent.SpokenType in the API description: NoResponseTip is a reminder, PlayNoResponseEndPrompt is what is
     * said before a hang-up for want of an answer. Of the others none is about a silence.
     */
    @ParameterizedTest
    @CsvSource({
        "NoResponseTip, 1",
        "PlayNoResponseEndPrompt, 1",
        "Script, 0",
        "KnowledgeBase, 0",
        "LLMFallback, 0",
        "SmartFollowUp, 0",
        "FAQ, 0",
        "TransferWaitingPrompt, 0",
        "PlayQueuePrompt, 0",
        "PlayPromptBeforeReception, 0",
        "PlayQueueTimeoutPrompt, 0",
        "PlayTransferFailPrompt, 0",
        "Dtmf, 0",
        "PlayDtmfPrompt, 0",
        "PlayInvalidDtmfPrompt, 0",
        "PlayDtmfTimeoutPrompt, 0",
        "TransferAgentPrompt, 0",
        "Other, 0"
    })
    void whereTheAgentRemindsOrTakesItsLeaveThereWasASilence(String spokenType, int silences) {
        ObjectNode answer = answer();
        ((ObjectNode) answer.at("/Response/InteractionEventList/0/Messages/0/AISpeak")).put("SpokenType", spokenType);

        List<VendorEvent> events = new CccAdapter().wordsSoFar(SESSION, BEGAN, HttpReply.json(200, Json.write(answer)));

        assertThat(events)
                .filteredOn(event -> event.data() instanceof EventData.SilenceDetected)
                .hasSize(silences)
                .allSatisfy(event -> assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(1774931367634L)));
        assertThat(events).extracting(VendorEvent::dedupeKey).doesNotHaveDuplicates();
        assertThat(events)
                .as("What was said is told all the same")
                .anySatisfy(event -> assertThat(event.data()).isInstanceOf(TranscriptAdded.class));
    }

    @Test
    void thePersonsWordsAreToldWhenTheNextMessageIsThere() {
        ObjectNode answer = answer();
        ((ArrayNode) answer.at("/Response/InteractionEventList/0/Messages"))
                .addObject()
                .put("Timestamp", 1774931372000L);

        assertThat(told(answer))
                .contains(new TranscriptAdded(
                        SpeakerRole.USER, null, "售后", "00000000-0000-4000-8000-000000000001", 4002L, null));
    }
}
