package io.voxgate.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.event.EventTable.EventRow;
import io.voxgate.json.Json;
import io.voxgate.testkit.SseParser;
import io.voxgate.testkit.SseParser.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written, read again as the WHATWG's standard says, also when it comes to its end anywhere. */
class SseFramesTest {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:09.120Z");
    private static final List<String> TEXTS =
            List.of("", "a\nb", "a\r\nb", "data: x\n\nid: 9", "\u2028\u2029\u0085", "😀 Zwölf", "\ufeff:");

    private static StreamedEvent streamedEvent(int sequence, String text) {
        return StreamedEvent.of(new EventRow(
                "evt_" + sequence,
                "ses_1",
                sequence,
                "transcript.added",
                AT,
                AT,
                "toy",
                Json.object().put("text", text),
                "7 " + sequence,
                true));
    }

    private static SseParser read(byte[] bytes) {
        SseParser parser = new SseParser("");
        parser.feed(bytes);
        return parser;
    }

    private static String all() {
        StringBuilder stream = new StringBuilder(SseFrames.first(new StreamCursor.InSession(0)));
        StreamCursor cursor = new StreamCursor.InSession(0);
        for (int i = 0; i < TEXTS.size(); i++) {
            StreamedEvent streamedEvent = streamedEvent(i + 1, TEXTS.get(i));
            cursor = cursor.after(streamedEvent);
            stream.append(SseFrames.event(cursor, streamedEvent)).append(SseFrames.HEARTBEAT);
        }
        return stream.toString();
    }

    @Test
    void anyTextComesOutAsItWentIn() {
        List<Event> events = read(all().getBytes(StandardCharsets.UTF_8)).events();

        assertThat(events)
                .extracting(event ->
                        Json.parse(event.data()).orElseThrow().at("/data/text").asText())
                .isEqualTo(TEXTS);
        assertThat(events).extracting(Event::id).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(events).extracting(Event::type).containsOnly("transcript.added");
    }

    @Test
    void anEndAnywhereLosesOnlyWhatTheNextConnectionTells() {
        byte[] stream = all().getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end <= stream.length; end++) {
            SseParser parser = read(Arrays.copyOf(stream, end));
            int told = parser.events().size();

            assertThat(parser.lastEventId())
                    .as("cut after %d bytes", end)
                    .isIn(told == 0 ? List.of("", "0") : List.of(Integer.toString(told)));
        }
    }

    @Test
    void theFirstFrameHasAPlaceAndNoEvent() {
        StreamCursor cursor = new StreamCursor.InTenant(new StreamPosition(1204, 0));
        SseParser parser = read(SseFrames.first(cursor).getBytes(StandardCharsets.UTF_8));

        assertThat(parser.events()).isEmpty();
        assertThat(parser.retryMs()).isEqualTo(2_000);
        assertThat(parser.lastEventId()).isEqualTo(cursor.id()).isEqualTo("ZXZlbnRzCjEyMDQgMA");
    }

    @Test
    void aMarkKnowsWhatItCoversAndWhatIsMissing() {
        StreamCursor session = new StreamCursor.InSession(4);
        StreamCursor tenant = new StreamCursor.InTenant(new StreamPosition(7, 4));

        assertThat(List.of(
                        session.covers(streamedEvent(4, "")),
                        session.covers(streamedEvent(5, "")),
                        session.misses(streamedEvent(5, "")),
                        session.misses(streamedEvent(6, ""))))
                .containsExactly(true, false, false, true);
        assertThat(List.of(
                        tenant.covers(streamedEvent(4, "")),
                        tenant.covers(streamedEvent(5, "")),
                        tenant.misses(streamedEvent(9, ""))))
                .containsExactly(true, false, false);
        assertThat(tenant.after(streamedEvent(9, ""))).isEqualTo(new StreamCursor.InTenant(new StreamPosition(7, 9)));
    }
}
