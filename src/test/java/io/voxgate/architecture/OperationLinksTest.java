package io.voxgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.VendorInfo;
import io.voxgate.tck.AllAdapters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each operation of a vendor is a constant that links the vendor's page, and says when it was read. */
class OperationLinksTest {
    private static final Path ADAPTERS = Path.of("src/main/java/io/voxgate/adapter");
    private static final String OPERATION = "(?:Start|Stop|Update|Control|Create|Describe|Get|Notify|HangUp|Transfer)"
            + "(?:AI\\w+|Agent|Call|Tel\\w+|PSTN\\w+|ToManual)";

    /** A constant with its comment, if it has one. */
    private static final Pattern CONSTANT = Pattern.compile("(?s)(/\\*\\*(?:(?!\\*/).)*\\*/)?\\s*"
            + "(?:private |public )?static final String \\w+ = \"(" + OPERATION + ")\";");

    /** It names other operations only to say what to use instead; none of them is called. */
    private static final String NAMES_WHAT_IS_REFUSED = "ForeignRequests.java";

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern LITERAL = Pattern.compile("\"(" + OPERATION + ")\"");
    private static final String VENDOR_PAGE =
            "https://(?:cloud\\.tencent\\.com|www\\.tencentcloud\\.com|trtc\\.io|help\\.aliyun\\.com)/\\S+/[0-9]+(?:\\.html)?";

    @Test
    void eachOperationLinksItsPage() {
        assertThat(faults(ADAPTERS)).isEmpty();
    }

    /** What the adapters say that they call is seen by the check above. */
    @Test
    void noOperationIsPassedOver() {
        List<VendorInfo> vendors = AllAdapters.all().stream()
                .filter(adapter -> adapter.getClass().getPackageName().startsWith("io.voxgate.adapter."))
                .map(adapter -> adapter.info())
                .toList();

        assertThat(vendors).hasSizeGreaterThanOrEqualTo(3);
        assertThat(vendors)
                .flatExtracting(info -> Stream.concat(
                                info.operations().values().stream(), info.ratePerSecond().keySet().stream())
                        .toList())
                .allSatisfy(operation -> assertThat(operation).matches(OPERATION))
                .isSubsetOf(linked(ADAPTERS));
    }

    @Test
    void whatLacksItsLinkIsFound(@TempDir Path tree) throws IOException {
        Files.writeString(tree.resolve("Good.java"), """
                class Good {
                    /** @see <a href="https://cloud.tencent.com/document/api/679/111941">DescribeTelRecordAsr, read 29 November 2026</a> */
                    static final String TEXT = "DescribeTelRecordAsr";

                    /**
                     * The older one; "GetAgent" is another.
                     *
                     * @see <a href="https://help.aliyun.com/document_detail/2937116.html">StopAgent as the page has
                     *     it, read November 2026</a>
                     */
                    static final String STOP = "StopAgent";
                    Call call = call(TEXT);
                }
                """);
        Files.writeString(tree.resolve("Bare.java"), """
                class Bare {
                    static final String START = "StartAgent";
                }
                """);
        Files.writeString(tree.resolve("Undated.java"), """
                class Undated {
                    /** @see <a href="https://help.aliyun.com/document_detail/2937116.html">GetAgent</a> */
                    static final String GET = "GetAgent";
                }
                """);
        Files.writeString(tree.resolve("Other.java"), """
                class Other {
                    /** @see <a href="https://help.aliyun.com/document_detail/2937116.html">GetAgent, read May 2026</a> */
                    static final String UPDATE = "UpdateAgent";
                }
                """);
        Files.writeString(tree.resolve("Scattered.java"), """
                class Scattered {
                    Call call = call("HangUpCall");
                }
                """);

        assertThat(faults(tree))
                .containsExactly(
                        "Bare.java: StartAgent has no link to its page with the day on which it was read",
                        "Other.java: UpdateAgent has no link to its page with the day on which it was read",
                        "Scattered.java: HangUpCall is no constant",
                        "Undated.java: GetAgent has no link to its page with the day on which it was read");
        assertThat(linked(tree)).containsExactlyInAnyOrder("DescribeTelRecordAsr", "StopAgent");
    }

    private static List<String> faults(Path tree) {
        return sources(tree).stream()
                .flatMap(file -> {
                    String source = text(file);
                    Stream<String> unlinked = CONSTANT.matcher(source)
                            .results()
                            .filter(constant -> !links(constant.group(1), constant.group(2)))
                            .map(constant ->
                                    constant.group(2) + " has no link to its page with the day on which it was read");
                    String rest = COMMENT.matcher(CONSTANT.matcher(source).replaceAll(""))
                            .replaceAll("");
                    Stream<String> scattered =
                            LITERAL.matcher(rest).results().map(literal -> literal.group(1) + " is no constant");
                    return Stream.concat(unlinked, scattered).map(fault -> file.getFileName() + ": " + fault);
                })
                .sorted()
                .toList();
    }

    private static TreeSet<String> linked(Path tree) {
        TreeSet<String> linked = new TreeSet<>();
        sources(tree)
                .forEach(file -> CONSTANT.matcher(text(file))
                        .results()
                        .filter(constant -> links(constant.group(1), constant.group(2)))
                        .forEach(constant -> linked.add(constant.group(2))));
        return linked;
    }

    private static boolean links(String comment, String operation) {
        return comment != null
                && Pattern.compile("@see <a href=\"" + VENDOR_PAGE + "\">" + operation + "\\b.*, read (?:[0-9]{1,2} )?"
                                + "[A-Z][a-z]+ 20[0-9]{2}</a>")
                        .matcher(comment.replaceAll("\\s*\\*\\s+", " "))
                        .find();
    }

    private static List<Path> sources(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith(NAMES_WHAT_IS_REFUSED))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
