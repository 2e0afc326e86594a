package io.voxgate.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.event.EventTable.EventRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who said what, read from a session's events. Pure: the same events in any order give the same transcript. */
public final class Transcript {
    /** The events that a transcript is made of. */
    public static final List<String> TYPES = List.of("transcript.added", "agent.speechFinished");

    /** Never by when Voxgate received it: two sentences of one millisecond stand in one order, however they arrived. */
    private static final Comparator<EventRow> WHEN_SAID = Comparator.comparing(EventRow::occurredAt)
            .thenComparingLong(event -> event.data().path("startMs").asLong())
            .thenComparingLong(event -> event.data().path("endMs").asLong())
            .thenComparing(event -> event.data().path("role").asText(), Comparator.reverseOrder())
            .thenComparing(event -> event.data().path("text").asText())
            .thenComparingInt(EventRow::sequence);

    private Transcript() {}

    /**
     * One sentence.
     *
     * @param text the whole sentence, also when it was not spoken to its end
     * @param interrupted the agent was stopped before or while saying it
     * @param spokenText what was heard of it; only when it was interrupted
     */
    @Schema(
            name = "TranscriptItem",
            description =
                    "One sentence: the whole of it in text and, after an interruption, what was heard of it in spokenText.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TranscriptItem(
            @Nullable String turnId,
            String role,
            String text,
            @Nullable Long startMs,
            @Nullable Long endMs,
            boolean interrupted,
            @Nullable String spokenText) {}

    /** The sentences in the order in which they were said. */
    public static List<TranscriptItem> of(List<EventRow> events) {
        Map<String, String> unheard = new HashMap<>(spoken(events));
        List<TranscriptItem> items = new ArrayList<>();
        events.stream()
                .filter(event -> event.whole() && event.type().equals("transcript.added"))
                .sorted(WHEN_SAID)
                .forEach(event -> items.add(item(event, unheard)));
        return List.copyOf(items);
    }

    /** What was really spoken, by turn. */
    private static Map<String, String> spoken(List<EventRow> events) {
        Map<String, String> spoken = new HashMap<>();
        events.stream()
                .filter(event -> event.type().equals("agent.speechFinished")
                        && event.data().hasNonNull("turnId"))
                .sorted(WHEN_SAID)
                .forEach(event -> spoken.merge(
                        event.data().get("turnId").asText(),
                        event.data().path("text").asText(),
                        String::concat));
        return spoken;
    }

    /** Takes the sentence off what was spoken in its turn; what does not fit any more was not heard. */
    private static TranscriptItem item(EventRow event, Map<String, String> left) {
        JsonNode data = event.data();
        String turn = data.hasNonNull("turnId") ? data.get("turnId").asText() : null;
        String text = data.path("text").asText(data.path("leftOut").asText());
        String role = data.path("role").asText();
        String heard = turn == null || !role.equals("agent") ? null : left.get(turn);
        if (heard == null) {
            return new TranscriptItem(turn, role, text, number(data, "startMs"), number(data, "endMs"), false, null);
        }
        int common = common(text.strip(), heard.stripLeading());
        boolean whole = common == text.strip().length();
        left.put(turn, whole ? heard.stripLeading().substring(common) : "");
        return new TranscriptItem(
                turn,
                role,
                text,
                number(data, "startMs"),
                number(data, "endMs"),
                !whole,
                whole ? null : text.strip().substring(0, common).strip());
    }

    private static int common(String sentence, String heard) {
        int length = 0;
        while (length < sentence.length()
                && length < heard.length()
                && sentence.charAt(length) == heard.charAt(length)) {
            length++;
        }
        return length;
    }

    private static @Nullable Long number(JsonNode data, String name) {
        return data.hasNonNull(name) ? Long.valueOf(data.get(name).asLong()) : null;
    }
}
