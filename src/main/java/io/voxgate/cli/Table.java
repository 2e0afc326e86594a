package io.voxgate.cli;

import io.voxgate.cli.Terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in aligned columns; each column is as wide as it needs, at most its limit, and its cells wrap. The last one gets what is left. */
final class Table {
    private static final int GAP = 2;
    private static final int LEAST_LAST = 16;

    /** @param most in cells */
    record Column(String header, int most, Style style) {}

    private final Terminal terminal;
    private final int indent;
    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(Terminal terminal, int indent, List<Column> columns) {
        this.terminal = terminal;
        this.indent = indent;
        this.columns = List.copyOf(columns);
    }

    void row(String... cells) {
        rows.add(IntStream.range(0, columns.size()).mapToObj(index -> Cells.plain(cells[index])).toList());
    }

    /** Writes the header and all rows; nothing when there are no rows. */
    void print() {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = widths();
        if (columns.stream().anyMatch(column -> !column.header().isEmpty())) {
            print(columns.stream().map(Column::header).toList(), widths, true);
        }
        rows.forEach(row -> print(row, widths, false));
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        int left = terminal.width() - indent;
        for (int index = 0; index < widths.length; index++) {
            boolean last = index == widths.length - 1;
            widths[index] = Math.min(natural(index), last ? Math.max(left, LEAST_LAST) : columns.get(index).most());
            left -= widths[index] + GAP;
        }
        return widths;
    }

    private int natural(int index) {
        int widest = rows.stream().mapToInt(row -> Cells.of(row.get(index))).max().orElse(0);
        return Math.max(1, Math.max(widest, Cells.of(columns.get(index).header())));
    }

    private void print(List<String> cells, int[] widths, boolean header) {
        List<List<String>> wrapped = IntStream.range(0, widths.length).mapToObj(index -> Cells.wrap(cells.get(index), widths[index])).toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder(" ".repeat(indent));
            for (int index = 0; index < widths.length; index++) {
                String cell = line < wrapped.get(index).size() ? wrapped.get(index).get(line) : "";
                boolean last = index == widths.length - 1;
                text.append(terminal.paint(header ? Style.DIM : columns.get(index).style(), last ? cell : Cells.pad(cell, widths[index] + GAP)));
            }
            terminal.line(text.toString().stripTrailing());
        }
    }
}
