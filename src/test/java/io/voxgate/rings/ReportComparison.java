package io.voxgate.rings;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares which tests ran, by two folders of JUnit's reports, and prints the classes and the tests that only one of
 * them has. It ends with 1 when the second has lost something. It needs nothing but the JDK and the compiled tests.
 */
public final class ReportComparison {
    private ReportComparison() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("Two folders are needed: the reports before, and the reports after");
            System.exit(2);
        }
        System.exit(compare(Path.of(arguments[0]), Path.of(arguments[1]), System.out));
    }

    /** @return 0: nothing that ran before is missing after; 1: something is */
    static int compare(Path before, Path after, PrintStream out) throws IOException {
        TestReports old = TestReports.in(before);
        TestReports young = TestReports.in(after);
        List<String> lost = old.missingIn(young);
        out.printf(
                "%s: %d classes, %d tests%n%s: %d classes, %d tests%n",
                before,
                old.classes().size(),
                old.count(),
                after,
                young.classes().size(),
                young.count());
        print("Only in " + before, lost, out);
        print("Only in " + after, young.missingIn(old), out);
        return lost.isEmpty() ? 0 : 1;
    }

    private static void print(String title, List<String> lines, PrintStream out) {
        out.println(title + (lines.isEmpty() ? ": nothing" : ":"));
        lines.forEach(line -> out.println("  " + line));
    }
}
