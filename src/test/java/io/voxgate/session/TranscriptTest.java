package io.voxgate.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.json.Json;
import io.voxgate.session.Transcript.TranscriptItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** product.md: text is the whole sentence; after an interruption spokenText is what was heard. */
final class TranscriptTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<EventRow> INTERRUPTED = List.of(
            said(1, "user", "u1", "What are your hours?"),
            said(2, "agent", "a1", "We are open from nine to five."),
            said(3, "agent", "a1", "On Sundays we are closed."),
            finished(4, "a1", "We are open from nine to five. On Sun"),
            said(5, "user", "u2", "Thank you"));

    @Test
    void whatWasNotHeardIsTold() {
        assertThat(Transcript.of(INTERRUPTED))
                .containsExactly(
                        new TranscriptItem("u1", "user", "What are your hours?", 1000L, 1500L, false, null),
                        new TranscriptItem("a1", "agent", "We are open from nine to five.", 2000L, 2500L, false, null),
                        new TranscriptItem("a1", "agent", "On Sundays we are closed.", 3000L, 3500L, true, "On Sun"),
                        new TranscriptItem("u2", "user", "Thank you", 5000L, 5500L, false, null));
    }

    @Test
    void orderOfArrivalDoesNotMatter() {
        long seed = 20260101L;
        for (int round = 0; round < 50; round++) {
            List<EventRow> shuffled = new ArrayList<>(INTERRUPTED);
            Collections.shuffle(shuffled, new Random(seed + round));
            assertThat(Transcript.of(shuffled)).as("seed %d", seed + round).isEqualTo(Transcript.of(INTERRUPTED));
        }
    }

    @Test
    void aTurnWithoutAWordOnItsEndIsNotInterrupted() {
        assertThat(Transcript.of(List.of(said(1, "agent", "a1", "Hello"))))
                .containsExactly(new TranscriptItem("a1", "agent", "Hello", 1000L, 1500L, false, null));
    }

    private static EventRow said(int sequence, String role, String turn, String text) {
        ObjectNode data = Json.object()
                .put("role", role)
                .put("text", text)
                .put("turnId", turn)
                .put("startMs", sequence * 1000)
                .put("endMs", sequence * 1000 + 500);
        return row(sequence, "transcript.added", data);
    }

    private static EventRow finished(int sequence, String turn, String text) {
        return row(
                sequence,
                "agent.speechFinished",
                Json.object().put("text", text).put("turnId", turn));
    }

    private static EventRow row(int sequence, String type, ObjectNode data) {
        Instant at = START.plusSeconds(sequence);
        return new EventRow("evt_" + sequence, "ses_1", sequence, type, at, at, "toy", data, "1 " + sequence, true);
    }
}
