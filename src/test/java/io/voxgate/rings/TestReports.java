package io.voxgate.rings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Which tests ran, by JUnit's reports (TEST-*.xml) in a folder and all folders below it. What was skipped did not run.
 *
 * @param runs how often each test ran, by its class and its name
 */
record TestReports(Map<RanTest, Integer> runs) {
    record RanTest(String className, String name) implements Comparable<RanTest> {
        @Override
        public int compareTo(RanTest other) {
            int classes = className.compareTo(other.className);
            return classes != 0 ? classes : name.compareTo(other.name);
        }

        @Override
        public String toString() {
            return className + "#" + name;
        }
    }

    static TestReports in(Path folder) throws IOException {
        Map<RanTest, Integer> runs = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> below = Files.walk(folder)) {
            files = below.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException("No report TEST-*.xml in " + folder);
        }
        for (Path file : files) {
            elements(parsed(file))
                    .filter(TestReports::ran)
                    .forEach(test -> runs.merge(
                            new RanTest(test.getAttribute("classname"), test.getAttribute("name")), 1, Integer::sum));
        }
        return new TestReports(runs);
    }

    private static Document parsed(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Not a report: " + file, e);
        }
    }

    private static Stream<Element> elements(Document report) {
        NodeList tests = report.getElementsByTagName("testcase");
        return IntStream.range(0, tests.getLength()).mapToObj(i -> (Element) tests.item(i));
    }

    private static boolean ran(Element test) {
        return test.getElementsByTagName("skipped").getLength() == 0;
    }

    Set<String> classes() {
        return runs.keySet().stream().map(RanTest::className).collect(Collectors.toCollection(TreeSet::new));
    }

    int count() {
        return runs.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What ran here and not there, or here more often than there; a class of which nothing ran there is one line. */
    List<String> missingIn(TestReports there) {
        Set<String> known = there.classes();
        Stream<String> wholeClasses = classes().stream()
                .filter(name -> !known.contains(name))
                .map(name -> name + " (" + tests(name) + " tests)");
        Stream<String> tests = runs.entrySet().stream()
                .filter(run -> known.contains(run.getKey().className()))
                .filter(run -> run.getValue() > there.runs.getOrDefault(run.getKey(), 0))
                .map(run -> run.getKey() + times(run.getValue(), there.runs.getOrDefault(run.getKey(), 0)));
        return Stream.concat(wholeClasses, tests).toList();
    }

    private int tests(String className) {
        return runs.entrySet().stream()
                .filter(run -> run.getKey().className().equals(className))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static String times(int here, int there) {
        return here == 1 || there == 0 ? "" : " (" + here + " times, there " + there + ")";
    }
}
