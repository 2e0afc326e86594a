package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorMatrix;
import io.voxgate.adapter.VendorMatrix.MatrixRow;
import io.voxgate.adapter.VendorMatrix.Support;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The generated matrix says the same as the expected table, which was written by hand. */
class VendorMatrixTest {

    @TestFactory
    Stream<DynamicTest> saysWhatTheDocumentsSay() {
        return AllAdapters.all().stream().flatMap(VendorMatrixTest::tests);
    }

    private static Stream<DynamicTest> tests(VendorAdapter adapter) {
        List<MatrixRow> matrix = VendorMatrix.of(adapter);
        String vendor = adapter.info().id();
        return Stream.concat(
                Stream.of(dynamicTest(
                        vendor + " has every leaf",
                        () -> assertThat(matrix.stream()
                                        .map(MatrixRow::path)
                                        .distinct()
                                        .toList())
                                .containsExactlyElementsOf(AgentSchema.leaves().stream()
                                        .map(AgentSchema.Leaf::pointer)
                                        .filter(leaf -> !leaf.equals("/vendorOptions"))
                                        .distinct()
                                        .toList()))),
                Expectations.of(vendor).all().stream()
                        .filter(expected -> !expected.rejected())
                        .map(expected -> dynamicTest(vendor + " " + expected, () -> agrees(matrix, expected))));
    }

    private static void agrees(List<MatrixRow> matrix, Expectation expected) {
        List<MatrixRow> rows = matrix.stream()
                .filter(row -> row.path().equals(expected.path()) && holds(row, expected))
                .toList();
        assertThat(rows).as("Rows of %s", expected).isNotEmpty();
        MatrixRow row = rows.getFirst();
        if (!expected.unsupported()) {
            assertThat(row.support()).as("%s", row).isNotEqualTo(Support.UNSUPPORTED);
            expected.wire().stream()
                    .findFirst()
                    .ifPresent(wire ->
                            assertThat(row.vendorPath()).as("vendorPath").contains(wire));
            words(row, expected).ifPresent(values -> assertThat(values).contains(word(expected)));
        }
        if (row.min() != null
                && expected.value().isNumber()
                && expected.outcomes().size() == 1
                && !expected.unsupported()) {
            boolean inside = expected.value().decimalValue().compareTo(row.min()) >= 0
                    && expected.value().decimalValue().compareTo(row.max()) <= 0;
            assertThat(inside)
                    .as("%s lies between %s and %s", expected.value(), row.min(), row.max())
                    .isEqualTo(!expected.outcomes().contains(FieldOutcome.CLAMPED));
        }
    }

    private static boolean holds(MatrixRow row, Expectation expected) {
        return row.when() == null
                || row.when().values().contains(at(expected.around(), row.when().path(), expected));
    }

    private static String at(JsonNode around, String path, Expectation expected) {
        return expected.path().equals(path)
                ? expected.value().asText()
                : around.at(path).asText();
    }

    private static Optional<List<String>> words(MatrixRow row, Expectation expected) {
        return Optional.ofNullable(row.values())
                .filter(_ -> expected.value().isTextual()
                        || expected.value().isArray() && expected.value().size() == 1);
    }

    private static String word(Expectation expected) {
        return (expected.value().isArray() ? expected.value().get(0) : expected.value()).asText();
    }
}
