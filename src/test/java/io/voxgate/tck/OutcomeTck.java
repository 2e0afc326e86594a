package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.FieldOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sets each leaf alone: one report entry for each leaf that is set, the expected outcome, and a change on the wire
 * exactly where expected.
 */
interface OutcomeTck extends TckSubject {

    @TestFactory
    default Stream<DynamicTest> eachLeafAlone() {
        return expectations().all().stream().map(expected -> dynamicTest(expected.toString(), () -> check(expected)));
    }

    private void check(Expectation expected) {
        Translation before = translate(expected.around());
        Translation after = translate(expected.agent());
        if (expected.baselineStarts() && !expected.rejected()) {
            assertThat(before.report().with(FieldOutcome.REJECTED))
                    .as("What the vendor rejects without the leaf")
                    .isEmpty();
        }

        assertThat(after.report().fields())
                .as("One entry for each leaf that is set")
                .map(FieldReport.ReportEntry::path)
                .containsAll(TranslationBuilder.leaves(expected.agent()).keySet())
                .doesNotHaveDuplicates();
        FieldReport.ReportEntry entry = after.report().fields().stream()
                .filter(one -> one.path().equals(expected.path()))
                .findFirst()
                .orElseThrow();
        assertThat(expected.outcomes())
                .as("%s reported as %s (%s)", expected.path(), entry.outcome(), entry.note())
                .contains(entry.outcome());
        assertThat(after.report().accepted())
                .as("Can start: %s", after.report().with(FieldOutcome.REJECTED).toList())
                .isEqualTo(!expected.rejected());
        if (!expected.rejected() && expected.looked()) {
            checkWire(expected, entry, Wire.open(before), Wire.open(after));
        }
    }

    private void checkWire(Expectation expected, FieldReport.ReportEntry entry, ObjectNode before, ObjectNode after) {
        if (expected.baselineStarts()) {
            checkDifference(expected, Wire.changed(before, after));
        }
        expected.wire()
                .forEach(path -> assertThat(vendorPaths(entry))
                        .as("The report's vendorPath")
                        .anyMatch(named ->
                                Wire.covers(path, named) || Wire.covers(named, path) || named.startsWith(path + "[")));
        if (expected.wire().isEmpty() && expected.unsupported()) {
            assertThat(entry.vendorPath()).as("vendorPath of what is not sent").isNull();
        }
        boolean asIs = entry.outcome() == FieldOutcome.EXACT
                && expected.sent().isEmpty()
                && !expected.wire().isEmpty();
        expected.sent()
                .or(() -> Optional.of(expected.value()).filter(_ -> asIs))
                .filter(_ -> !expected.wire().isEmpty())
                .ifPresent(sent -> {
                    JsonNode there = Json.at(after, expected.wire().getFirst())
                            .orElseThrow(() -> new AssertionError(
                                    "Nothing at " + expected.wire().getFirst()));
                    assertThat(Json.same(there, sent))
                            .as("Sent at %s: %s, expected %s", expected.wire().getFirst(), there, sent)
                            .isTrue();
                });
    }

    private static void checkDifference(Expectation expected, Set<String> changed) {
        List<String> must = new ArrayList<>(expected.unchanged() ? List.of() : expected.wire());
        must.addAll(expected.also());
        must.forEach(path -> assertThat(changed).as("Fields that changed").anyMatch(field -> Wire.covers(path, field)));
        Predicate<String> allowed = field ->
                Stream.concat(must.stream(), expected.may().stream()).anyMatch(path -> Wire.covers(path, field));
        assertThat(changed).as("Fields that changed").allMatch(allowed);
    }

    private static List<String> vendorPaths(FieldReport.ReportEntry entry) {
        return entry.vendorPath() == null
                ? List.of()
                : Arrays.asList(entry.vendorPath().split(", "));
    }

    /** A leaf, a word or the end of a range that the expected table forgets would be judged by nobody. */
    @Test
    default void theExpectedTableNamesEveryLeafWordAndEnd() {
        List<Expectation> all = expectations().all();
        Set<String> refused = expectations().rejectedProviders();
        List<String> missing = AgentSchema.leaves().stream()
                .filter(leaf -> !leaf.pointer().equals("/vendorOptions"))
                .filter(leaf -> leaf.provider().filter(refused::contains).isEmpty())
                .flatMap(leaf -> gaps(
                        leaf,
                        all.stream()
                                .filter(one -> one.path().equals(leaf.pointer())
                                        && (leaf.provider().isEmpty()
                                                || one.provider().equals(leaf.provider())))
                                .toList()))
                .toList();

        assertThat(missing).isEmpty();
    }

    private static Stream<String> gaps(AgentSchema.Leaf leaf, List<Expectation> rows) {
        if (rows.isEmpty()) {
            return Stream.of(leaf.pointer()
                    + leaf.provider().map(word -> " (" + word + ")").orElse(""));
        }
        if (rows.stream().allMatch(Expectation::unsupported) && leaf.kind() != AgentSchema.SchemaKind.ENUM) {
            return Stream.empty();
        }
        Stream<JsonNode> needed = switch (leaf.kind()) {
            case ENUM, BOOLEAN -> Agents.samples(leaf);
            case INTEGER, DECIMAL ->
                Stream.of(leaf.min().orElseThrow(), leaf.max().orElseThrow()).map(Json::number);
            case TEXT, LIST, MAP -> Stream.of();
        };
        boolean partly = leaf.provider().isPresent()
                && leaf.kind()
                        == AgentSchema.SchemaKind
                                .DECIMAL; // one provider's range is tried to its ends, the others' at a few points
        return partly
                ? Stream.empty()
                : needed.filter(value -> rows.stream().noneMatch(row -> Json.same(row.value(), value)))
                        .map(value -> leaf.pointer() + " = " + value);
    }
}
