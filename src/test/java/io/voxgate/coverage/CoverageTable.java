package io.voxgate.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All rows, in the order of the files {@code src/test/resources/coverage/}. */
final class CoverageTable {
    private static final Path HOME = Path.of("src/test/resources/coverage");
    private static final List<CoverageRow> ROWS = read();

    private CoverageTable() {}

    static List<CoverageRow> rows() {
        return ROWS;
    }

    static Stream<CoverageRow> in(CoverageRow.RowState state) {
        return ROWS.stream().filter(row -> row.state() == state);
    }

    private static List<CoverageRow> read() {
        try (Stream<Path> files = Files.list(HOME)) {
            return files.sorted().map(Yaml::read).flatMap(CoverageTable::rows).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<CoverageRow> rows(JsonNode section) {
        return section.path("rows").valueStream().map(row -> CoverageRow.read(section, row));
    }
}
