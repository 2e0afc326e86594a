package io.voxgate.event.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.persistence.EventTable.EventRow;
import io.voxgate.persistence.StreamPlace;
import io.voxgate.vendor.Json;
import io.voxgate.world.SseParser;
import io.voxgate.world.SseParser.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written, read again as the WHATWG's standard says, also when it comes to its end anywhere. */
class FramesTest {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:09.120Z");
    private static final List<String> TEXTS = List.of("", "a\nb", "a\r\nb", "data: x\n\nid: 9", "\u2028\u2029\u0085", "😀 Zwölf", "\ufeff:");

    private static Bulletin bulletin(int sequence, String text) {
        return Bulletin.of(new EventRow("evt_" + sequence, "ses_1", sequence, "transcript.added", AT, AT, "toy", Json.object().put("text", text), "7 " + sequence, true));
    }

    private static SseParser read(byte[] bytes) {
        SseParser parser = new SseParser("");
        parser.feed(bytes);
        return parser;
    }

    private static String all() {
        StringBuilder stream = new StringBuilder(Frames.first(new Mark.InSession(0)));
        Mark mark = new Mark.InSession(0);
        for (int i = 0; i < TEXTS.size(); i++) {
            Bulletin bulletin = bulletin(i + 1, TEXTS.get(i));
            mark = mark.after(bulletin);
            stream.append(Frames.event(mark, bulletin)).append(Frames.HEARTBEAT);
        }
        return stream.toString();
    }

    @Test
    void anyTextComesOutAsItWentIn() {
        List<Event> events = read(all().getBytes(StandardCharsets.UTF_8)).events();

        assertThat(events).extracting(event -> Json.parse(event.data()).orElseThrow().at("/data/text").asText()).isEqualTo(TEXTS);
        assertThat(events).extracting(Event::id).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(events).extracting(Event::type).containsOnly("transcript.added");
    }

    @Test
    void anEndAnywhereLosesOnlyWhatTheNextConnectionTells() {
        byte[] stream = all().getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end <= stream.length; end++) {
            SseParser parser = read(Arrays.copyOf(stream, end));
            int told = parser.events().size();

            assertThat(parser.lastEventId()).as("cut after %d bytes", end).isIn(told == 0 ? List.of("", "0") : List.of(Integer.toString(told)));
        }
    }

    @Test
    void theFirstFrameHasAPlaceAndNoEvent() {
        Mark mark = new Mark.InTenant(new StreamPlace(1204, 0));
        SseParser parser = read(Frames.first(mark).getBytes(StandardCharsets.UTF_8));

        assertThat(parser.events()).isEmpty();
        assertThat(parser.retryMs()).isEqualTo(2_000);
        assertThat(parser.lastEventId()).isEqualTo(mark.id()).isEqualTo("ZXZlbnRzCjEyMDQgMA");
    }

    @Test
    void aMarkKnowsWhatItCoversAndWhatIsMissing() {
        Mark session = new Mark.InSession(4);
        Mark tenant = new Mark.InTenant(new StreamPlace(7, 4));

        assertThat(List.of(session.covers(bulletin(4, "")), session.covers(bulletin(5, "")), session.misses(bulletin(5, "")), session.misses(bulletin(6, "")))).containsExactly(true, false, false, true);
        assertThat(List.of(tenant.covers(bulletin(4, "")), tenant.covers(bulletin(5, "")), tenant.misses(bulletin(9, "")))).containsExactly(true, false, false);
        assertThat(tenant.after(bulletin(9, ""))).isEqualTo(new Mark.InTenant(new StreamPlace(7, 9)));
    }
}
