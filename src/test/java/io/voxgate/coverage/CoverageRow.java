package io.voxgate.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One item of a vendor's request, answer, callback or documents.
 *
 * @param place the section and the source in which the item stands
 * @param vendor the adapter that the checks ask; empty: none
 * @param before what the audit of November 2026 found: ok, wrong, missing, by design; new: the vendor has it since then
 * @param text where the item is reached, why it is not, or what is missing
 * @param checks what a machine looks at to believe it
 */
record CoverageRow(
        Place place, String vendor, String item, String before, RowState state, String text, List<ObjectNode> checks) {

    /** What the item is today. */
    enum RowState {
        REACHED("reached"),
        REFUSED("not reached"),
        OUTSIDE("not for Voxgate"),
        WAITING("on its way"),
        MISSING("missing");

        private final String words;

        RowState(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param source the vendor's document, SDK or page in the audit's short form */
    record Place(String section, String source) {}

    private static final Set<String> COLUMNS =
            Set.of("item", "source", "vendor", "was", "check", "reached", "refused", "outside", "waiting", "missing");

    /** Reads a row of {@code src/test/resources/coverage/}, which has exactly one of the states. */
    static CoverageRow read(JsonNode section, JsonNode row) {
        row.fieldNames().forEachRemaining(name -> {
            if (!COLUMNS.contains(name)) {
                throw new IllegalArgumentException("What is " + name + " in " + row + "?");
            }
        });
        List<RowState> states = List.of(RowState.values()).stream()
                .filter(state -> row.has(state.key()))
                .toList();
        if (states.size() != 1) {
            throw new IllegalArgumentException("A row has one state, this one has " + states + ": " + row);
        }
        List<ObjectNode> checks = new ArrayList<>();
        row.path("check").forEach(check -> checks.add((ObjectNode) check));
        return new CoverageRow(
                new Place(
                        section.path("section").asText(),
                        row.path("source").asText(section.path("source").asText())),
                row.path("vendor").asText(section.path("vendor").asText()),
                row.path("item").asText(),
                row.path("was").asText("ok"),
                states.getFirst(),
                row.path(states.getFirst().key()).asText(),
                checks);
    }

    /** The same row with another check in the place of one. */
    CoverageRow with(ObjectNode check, ObjectNode other) {
        List<ObjectNode> others = new ArrayList<>(checks);
        others.set(others.indexOf(check), other);
        return new CoverageRow(place, vendor, item, before, state, text, List.copyOf(others));
    }

    /** What tests call it by: the source and the item. */
    String name() {
        return place.source() + ": " + item;
    }
}
