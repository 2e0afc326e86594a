package io.voxgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to wait comes back whole. */
class EventDataCodecTest {
    private static final SessionEnd END = new SessionEnd(
            EndReason.HANG_UP, EndedBy.USER, "99", SessionEnd.of(EndReason.NOT_JOINED, EndedBy.USER, null), true);

    static List<EventData> events() {
        return List.of(
                new EventData.Starting(),
                new EventData.Ringing(),
                new EventData.Started(),
                new EventData.Ready(),
                new EventData.Ended(END),
                new EventData.Failed(END, "no"),
                new EventData.UserSpeechStarted(null),
                new EventData.TranscriptAdded(null, "s", "text", "1", 2L, null),
                new EventData.AgentSpeechFinished("spoken", "2"),
                new EventData.MetricRecorded(
                        "ttsGaps", new BigDecimal("3"), "count", null, "callback 906 tts_discontinuity"),
                new EventData.ErrorReported(EventData.Component.LLM, "30200", "timeout", "4"),
                new EventData.SilenceDetected(),
                new EventData.Stalled(
                        SessionStage.MODEL_FIRST_TOKEN,
                        List.of(LikelyCause.likely(CausePart.LLM, CauseKind.SILENT, "No answer.", "/llm"))),
                new EventData.ExtractionCompleted(
                        List.of(new EventData.ExtractionCompleted.Item("mood", "text", "good"))),
                new EventData.VendorOther(Map.of("EventType", 907)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void comesBackEqual(EventData event) {
        assertThat(EventDataCodec.read((ObjectNode)
                        Json.parse(Json.write(EventDataCodec.write(event))).orElseThrow()))
                .isEqualTo(event);
    }

    @Test
    void everyKindIsTried() {
        assertThat(events())
                .extracting(EventData::getClass)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventData.class.getPermittedSubclasses())
                        .<Class<? extends EventData>>map(type -> type.asSubclass(EventData.class))
                        .toList());
    }
}
