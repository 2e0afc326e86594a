package io.voxgate.rings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportComparisonTest {
    private Path before;
    private Path after;

    @BeforeEach
    void folders(@TempDir Path home) throws IOException {
        before = Files.createDirectories(home.resolve("before/surefire-reports"));
        after = Files.createDirectories(home.resolve("after/surefire-reports"));
    }

    private static void report(Path folder, String className, String... tests) throws IOException {
        StringBuilder text = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" + className + "\">\n");
        for (String test : tests) {
            String name = test.replace(" skipped", "");
            text.append("  <testcase name=\"%s\" classname=\"%s\" time=\"0.1\">%s</testcase>%n"
                    .formatted(name, className, test.equals(name) ? "" : "<skipped/>"));
        }
        Files.writeString(folder.resolve("TEST-" + className + ".xml"), text + "</testsuite>\n");
    }

    private String compared(int expected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ReportComparison.compare(before, after, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isEqualTo(expected);
        return out.toString(StandardCharsets.UTF_8)
                .replace(before.toString(), "B")
                .replace(after.toString(), "A")
                .replace(System.lineSeparator(), "\n");
    }

    @Test
    void whatIsLostIsNamedAndIsAFault() throws IOException {
        report(before, "a.GoneTest", "one", "two");
        report(before, "a.StayedTest", "kept", "lost", "of a list[1]", "of a list[2]");
        report(after, "a.StayedTest", "kept", "of a list[1]");

        assertThat(compared(1)).isEqualTo("""
                B: 2 classes, 6 tests
                A: 1 classes, 2 tests
                Only in B:
                  a.GoneTest (2 tests)
                  a.StayedTest#lost
                  a.StayedTest#of a list[2]
                Only in A: nothing
                """);
    }

    @Test
    void whatIsNewIsNamedAndIsNoFault() throws IOException {
        report(before, "a.StayedTest", "kept");
        report(after, "a.StayedTest", "kept", "added");
        report(Files.createDirectory(after.resolve("below")), "a.AddedTest", "one");

        assertThat(compared(0))
                .contains("Only in B: nothing\n", "Only in A:\n  a.AddedTest (1 tests)\n  a.StayedTest#added\n");
    }

    @Test
    void theSameInOtherFilesIsNoDifference() throws IOException {
        report(before, "a.StayedTest", "kept");
        report(Files.createDirectory(after.resolve("below")), "a.StayedTest", "kept");

        assertThat(compared(0)).endsWith("Only in B: nothing\nOnly in A: nothing\n");
    }

    @Test
    void aSkippedTestDidNotRun() throws IOException {
        report(before, "a.StayedTest", "kept", "other");
        report(after, "a.StayedTest", "kept", "other skipped");

        assertThat(compared(1)).contains("Only in B:\n  a.StayedTest#other\n");
    }

    @Test
    void oneThatRunsTwiceIsSeen() throws IOException {
        report(before, "a.StayedTest", "kept");
        report(after, "a.StayedTest", "kept", "kept");

        assertThat(compared(0)).contains("Only in A:\n  a.StayedTest#kept (2 times, there 1)\n");
    }

    @Test
    void aFolderWithoutReportsIsNoEmptyRun() throws IOException {
        report(before, "a.StayedTest", "kept");

        assertThatThrownBy(() -> compared(0)).isInstanceOf(IOException.class).hasMessageContaining("No report");
    }
}
