package io.voxgate.rings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** A test of the service that no suite takes never runs, and nobody would notice; one that two take runs twice. */
class ServiceSuitesTest {
    private static final List<SuiteSelection> SUITES = List.of(
            SuiteSelection.of(FirstServiceSuite.class),
            SuiteSelection.of(SecondServiceSuite.class),
            SuiteSelection.of(ThirdServiceSuite.class));

    private static List<String> serviceTests() throws URISyntaxException {
        URI tests = ServiceSuitesTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return ReflectionSupport.findAllClassesInClasspathRoot(
                        tests,
                        candidate -> !candidate.isAnnotation()
                                && AnnotationSupport.findRepeatableAnnotations(candidate, Tag.class).stream()
                                        .anyMatch(tag -> tag.value().equals("service")),
                        name -> name.startsWith("io.voxgate.") && name.indexOf('$') < 0)
                .stream()
                .map(Class::getName)
                .toList();
    }

    @Test
    void everyServiceTestIsInExactlyOneSuite() throws URISyntaxException {
        List<String> found = serviceTests();
        assertThat(found)
                .hasSizeGreaterThan(50)
                .contains("io.voxgate.service.AccessServiceTest", "io.voxgate.isolation.IsolationTest");
        assertThat(SuiteSelection.misplaced(found, SUITES)).isEmpty();
    }

    @Test
    void everySuiteHasTests() throws URISyntaxException {
        List<String> found = serviceTests();
        assertThat(SUITES).allSatisfy(suite -> assertThat(found).anyMatch(suite::takes));
    }

    @Test
    void aClassOfNoSuiteAndOneOfTwoAreFound() {
        SuiteSelection early = new SuiteSelection(List.of(".*\\.[A-M].*Test"), List.of());
        SuiteSelection late = new SuiteSelection(List.of(".*\\.[M-Z].*Test"), List.of(".*\\.Z.*"));
        List<String> names = List.of("a.ATest", "a.MTest", "a.NTest", "a.ZTest", "a.NotAtTheEndTestOf");
        assertThat(SuiteSelection.misplaced(names, List.of(early, late)))
                .containsExactly("a.MTest", "a.NotAtTheEndTestOf", "a.ZTest");
    }
}
