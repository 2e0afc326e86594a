package io.voxgate.rings;

import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;

/**
 * Which class names a suite takes, as JUnit does: a pattern has to match the whole name, and without one the standard
 * pattern counts.
 */
record SuiteSelection(List<String> included, List<String> excluded) {
    static SuiteSelection of(Class<?> suite) {
        IncludeClassNamePatterns include = suite.getAnnotation(IncludeClassNamePatterns.class);
        ExcludeClassNamePatterns exclude = suite.getAnnotation(ExcludeClassNamePatterns.class);
        return new SuiteSelection(
                include == null ? List.of(ClassNameFilter.STANDARD_INCLUDE_PATTERN) : Arrays.asList(include.value()),
                exclude == null ? List.of() : Arrays.asList(exclude.value()));
    }

    boolean takes(String className) {
        return included.stream().anyMatch(className::matches)
                && excluded.stream().noneMatch(className::matches);
    }

    /** The classes that are not in exactly one of the suites. */
    static List<String> misplaced(List<String> classNames, List<SuiteSelection> suites) {
        return classNames.stream()
                .filter(name ->
                        suites.stream().filter(suite -> suite.takes(name)).count() != 1)
                .sorted()
                .toList();
    }
}
