package io.voxgate.cli;

import io.voxgate.cli.TerminalOutput.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows in aligned columns, in sections. A column is as wide as it needs, at most its limit, and its cells wrap. The
 * last column gets what is left of the line; where that is too little to read and it has no header (it holds notes),
 * its cells go below their rows.
 */
final class TextTable {
    private static final int GAP = 2;
    private static final int READABLE = 34;

    /** @param most in cells; of no meaning for the last column */
    record Column(String header, int most, Style style) {}

    private sealed interface TableLine {}

    private record TableRow(List<String> cells) implements TableLine {}

    private record Section(String title, Style style) implements TableLine {}

    private final TerminalOutput terminal;
    private final int indent;
    private final List<Column> columns;
    private final List<TableLine> lines = new ArrayList<>();

    TextTable(TerminalOutput terminal, int indent, List<Column> columns) {
        this.terminal = terminal;
        this.indent = indent;
        this.columns = List.copyOf(columns);
    }

    void row(String... cells) {
        lines.add(new TableRow(Stream.of(cells).map(DisplayWidth::plain).toList()));
    }

    void section(String title, Style style) {
        lines.add(new Section(title, style));
    }

    boolean isEmpty() {
        return rows().findAny().isEmpty();
    }

    /** Writes the header and all rows; nothing when there are no rows. */
    void print() {
        if (isEmpty()) {
            return;
        }
        int[] widths = widths();
        if (columns.stream().anyMatch(column -> !column.header().isEmpty())) {
            print(columns.stream().map(Column::header).toList(), widths, true);
        }
        for (TableLine line : lines) {
            switch (line) {
                case Section section ->
                    terminal.line(
                            " ".repeat(Math.max(0, indent - 1)) + terminal.paint(section.style(), section.title()));
                case TableRow row -> print(row.cells(), widths, false);
            }
        }
    }

    private Stream<TableRow> rows() {
        return lines.stream().filter(TableRow.class::isInstance).map(TableRow.class::cast);
    }

    /**
     * A last width of 0 says that the last cells go below. Where the line is too short, the widest columns give way.
     */
    private int[] widths() {
        int last = columns.size() - 1;
        int[] widths = IntStream.rangeClosed(0, last)
                .map(index -> index == last
                        ? natural(index)
                        : Math.min(natural(index), columns.get(index).most()))
                .toArray();
        int left = terminal.width()
                - indent
                - IntStream.range(0, last).map(index -> widths[index] + GAP).sum();
        if (columns.get(last).header().isEmpty() && widths[last] > left && left < READABLE) {
            widths[last] = 0;
        }
        int room = terminal.width() - indent - GAP * (widths[last] == 0 ? last - 1 : last);
        while (IntStream.of(widths).sum() > room) {
            int widest = IntStream.range(0, widths.length)
                    .reduce(0, (one, other) -> widths[other] > widths[one] ? other : one);
            widths[widest]--;
        }
        return widths;
    }

    private int natural(int index) {
        int widest = rows().mapToInt(row -> DisplayWidth.of(row.cells().get(index)))
                .max()
                .orElse(0);
        return Math.max(1, Math.max(widest, DisplayWidth.of(columns.get(index).header())));
    }

    private void print(List<String> cells, int[] widths, boolean header) {
        List<List<String>> wrapped = IntStream.range(0, widths.length)
                .filter(index -> widths[index] > 0)
                .mapToObj(index -> DisplayWidth.wrap(cells.get(index), widths[index]))
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder(" ".repeat(indent));
            for (int index = 0; index < wrapped.size(); index++) {
                String cell =
                        line < wrapped.get(index).size() ? wrapped.get(index).get(line) : "";
                text.append(terminal.paint(
                        header ? Style.DIM : columns.get(index).style(),
                        index == widths.length - 1 ? cell : DisplayWidth.pad(cell, widths[index] + GAP)));
            }
            terminal.line(text.toString().stripTrailing());
        }
        if (wrapped.size() < widths.length && !cells.getLast().isEmpty()) {
            terminal.text(header ? Style.DIM : columns.getLast().style(), indent + GAP, cells.getLast());
        }
    }
}
