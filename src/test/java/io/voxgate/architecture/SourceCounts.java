package io.voxgate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the source reads to somebody who sees it for the first time, in figures.
 *
 * @param oneWord percent of the top-level types whose name is one word: one word seldom says what and for whom
 * @param shared percent of all named types that share their simple name with another one
 * @param medianLines of a file
 * @param longFiles those of more than {@link #LONGEST_FILE} lines
 * @param longLines of more than {@link #LONGEST_LINE} columns, with their places
 * @param manyParameters records and methods with more than {@link #MOST_PARAMETERS}, rows of tables and JSON objects
 *     left out; what the container hands to a bean is no list that anybody writes
 */
record SourceCounts(
        double oneWord,
        double shared,
        int medianLines,
        List<String> longFiles,
        List<String> longLines,
        List<String> manyParameters) {
    static final int LONGEST_FILE = 300;
    static final int LONGEST_LINE = 140;
    static final int MOST_PARAMETERS = 7;

    /**
     * Types whose components are the members of a JSON object that others read or that is stored, so that groups would
     * change it: those that the contract describes ({@code Schema}), and these.
     */
    private static final Map<String, String> MEMBERS_OF_JSON = Map.of(
            "io.voxgate.api.http.ProblemResponses$Body", "the members of a problem, RFC 9457 section 3.1",
            "io.voxgate.session.state.SessionFacts", "the column facts of a session");

    private static final Pattern TABLE = Pattern.compile(".*\\.(\\w+Table|ClaimedDelivery)(\\$.*)?");
    private static final Pattern ONE_WORD = Pattern.compile("[A-Z]+[a-z0-9]*");

    static SourceCounts of(JavaClasses types, Path sources) {
        List<JavaClass> named = types.stream()
                .filter(type -> !type.isAnonymousClass()
                        && !type.getSimpleName().isEmpty()
                        && !type.getSimpleName().equals("package-info"))
                .toList();
        List<JavaClass> top = named.stream()
                .filter(type -> type.getEnclosingClass().isEmpty())
                .toList();
        Map<String, Long> names =
                named.stream().collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
        Map<Path, List<String>> files = files(sources);
        List<Integer> lengths = files.values().stream().map(List::size).sorted().toList();
        return new SourceCounts(
                percent(
                        top.stream()
                                .filter(type ->
                                        ONE_WORD.matcher(type.getSimpleName()).matches())
                                .count(),
                        top.size()),
                percent(
                        names.values().stream()
                                .filter(count -> count > 1)
                                .mapToLong(Long::longValue)
                                .sum(),
                        named.size()),
                lengths.get(lengths.size() / 2),
                files.entrySet().stream()
                        .filter(file -> file.getValue().size() > LONGEST_FILE)
                        .map(file -> file.getKey().toString())
                        .sorted()
                        .toList(),
                longLines(files),
                named.stream()
                        .filter(type -> !tableRow(type) && !membersOfJson(type))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(code -> !code.getName().startsWith("lambda$")
                                && (code.getOwner().isRecord() || !code.isConstructor())
                                && code.getRawParameterTypes().size() > MOST_PARAMETERS)
                        .map(JavaCodeUnit::getFullName)
                        .sorted()
                        .toList());
    }

    /** Where lines below this folder have more than {@link #LONGEST_LINE} columns: the file and the line. */
    static List<String> longLines(Path sources) {
        return longLines(files(sources));
    }

    private static List<String> longLines(Map<Path, List<String>> files) {
        return files.entrySet().stream()
                .flatMap(file -> IntStream.range(0, file.getValue().size())
                        .filter(line -> file.getValue().get(line).length() > LONGEST_LINE)
                        .mapToObj(line -> file.getKey() + ":" + (line + 1)))
                .sorted()
                .toList();
    }

    /** What a statement writes or reads. */
    private static boolean tableRow(JavaClass type) {
        return type.getName().contains("Row")
                || type.isRecord() && TABLE.matcher(type.getName()).matches();
    }

    private static boolean membersOfJson(JavaClass type) {
        return type.isRecord()
                && (type.isAnnotatedWith("org.eclipse.microprofile.openapi.annotations.media.Schema")
                        || MEMBERS_OF_JSON.containsKey(type.getName()));
    }

    private static Map<Path, List<String>> files(Path sources) {
        try (Stream<Path> found = Files.walk(sources)) {
            return found.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(file -> file, SourceCounts::lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double percent(long part, int whole) {
        return 100.0 * part / whole;
    }

    String text() {
        return ("one-word names %.1f %%, shared names %.1f %%, median file %d lines, %d files over %d lines, %d "
                        + "lines over %d columns, %d with more than %d parameters")
                .formatted(
                        oneWord,
                        shared,
                        medianLines,
                        longFiles.size(),
                        LONGEST_FILE,
                        longLines.size(),
                        LONGEST_LINE,
                        manyParameters.size(),
                        MOST_PARAMETERS);
    }
}
