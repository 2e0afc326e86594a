package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.cli.TextTable.Column;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("field", 12, Style.BOLD), new Column("value", 6, Style.PLAIN), new Column("note", 0, Style.DIM));

    @Test
    void columnsStandBelowEachOtherWhateverTheScript() {
        RecordedTerminal paper = new RecordedTerminal(80, false);
        TextTable table = new TextTable(paper.terminal(), 2, COLUMNS);
        table.section("converted", Style.GREEN);
        table.row("greeting", "您好", "said first");
        table.row("stt", "zh", "");

        table.print();

        assertThat(paper.text()).isEqualTo("""
                  field     value  note
                 converted
                  greeting  您好   said first
                  stt       zh
                """);
    }

    @Test
    void aNoteThatHasNoRoomGoesBelowItsRow() {
        RecordedTerminal paper = new RecordedTerminal(40, false);
        TextTable table = new TextTable(
                paper.terminal(), 0, List.of(COLUMNS.get(0), COLUMNS.get(1), new Column("", 0, Style.DIM)));
        table.row("greeting", "a", "This is a sentence that is longer than what is left");

        table.print();

        assertThat(paper.lines()).contains("greeting  a", "  This is a sentence that is longer than", "  what is left");
        assertThat(paper.lines()).allMatch(line -> DisplayWidth.of(line) <= 40);
    }

    @Test
    void whereTheLineIsShortTheWidestColumnsGiveWay() {
        RecordedTerminal paper = new RecordedTerminal(72, false);
        TextTable table = new TextTable(
                paper.terminal(),
                0,
                List.of(
                        new Column("one", 60, Style.PLAIN),
                        new Column("two", 60, Style.PLAIN),
                        new Column("three", 0, Style.PLAIN)));
        table.row("first ".repeat(10), "second ".repeat(9), "third ".repeat(12));

        table.print();

        assertThat(paper.lines()).hasSizeGreaterThan(3).allMatch(line -> DisplayWidth.of(line) <= 72);
        assertThat(paper.lines().get(1)).contains("first first", "second second", "third third");
    }

    @Test
    void withoutRowsThereIsNoHeader() {
        RecordedTerminal paper = new RecordedTerminal(80, false);

        new TextTable(paper.terminal(), 0, COLUMNS).print();

        assertThat(paper.text()).isEmpty();
    }

    @Test
    void coloursOnlyOnATerminalAndNeverWithNoColor() {
        assertThat(TerminalOutput.of(Map.of("VOXGATE_TERMINAL", "1", "TERM", "xterm"))
                        .paint(Style.RED, "x"))
                .isEqualTo("\033[31mx\033[0m");
        assertThat(TerminalOutput.of(Map.of("VOXGATE_TERMINAL", "1", "NO_COLOR", "1"))
                        .paint(Style.RED, "x"))
                .isEqualTo("x");
        assertThat(TerminalOutput.of(Map.of("VOXGATE_TERMINAL", "1", "TERM", "dumb"))
                        .paint(Style.RED, "x"))
                .isEqualTo("x");
        assertThat(TerminalOutput.of(Map.of()).paint(Style.RED, "x")).isEqualTo("x");
    }

    @Test
    void theWidthIsTheTerminalsWithinReason() {
        assertThat(TerminalOutput.of(Map.of("COLUMNS", "132")).width()).isEqualTo(132);
        assertThat(TerminalOutput.of(Map.of("COLUMNS", "20")).width()).isEqualTo(72);
        assertThat(TerminalOutput.of(Map.of("COLUMNS", "many")).width()).isEqualTo(100);
        assertThat(TerminalOutput.of(Map.of()).width()).isEqualTo(100);
    }
}
