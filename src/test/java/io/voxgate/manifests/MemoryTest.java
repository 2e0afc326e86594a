package io.voxgate.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The image's flags and the manifests' limits belong together: the parts of the process stay below what the kernel
 * allows, whatever fills them.
 */
class MemoryTest {
    private static final Pattern LIMIT = Pattern.compile("limits: \\{memory: (\\w+)}");
    private static final long MIB = 1 << 20;

    /**
     * Stacks of some 60 platform threads, the collector's tables, symbols, classes' data beside metaspace, libc: 75 MiB
     * measured, rounded up.
     */
    private static final long OTHER = 110 * MIB;

    @Test
    void theSumOfThePartsIsBelowEveryLimit() throws IOException {
        for (Path manifest :
                List.of(Path.of("k8s/base/deployment.yaml"), Path.of("k8s/overlays/production/kustomization.yaml"))) {
            List<Long> limits = LIMIT.matcher(Files.readString(manifest))
                    .results()
                    .map(match -> bytes(match))
                    .toList();
            assertThat(limits)
                    .hasSize(1)
                    .allSatisfy(limit -> assertThat(sum(limit))
                            .as(manifest + " allows " + limit / MIB + " MiB")
                            .isLessThanOrEqualTo(limit));
        }
    }

    @Test
    void aLimitThatIsTooSmallIsFound() throws IOException {
        assertThat(sum(512 * MIB)).isGreaterThan(512 * MIB);
    }

    private static long bytes(MatchResult match) {
        return Quantity.getAmountInBytes(Quantity.parse(match.group(1))).longValueExact();
    }

    private static long sum(long limit) throws IOException {
        return limit * number("MaxRAMPercentage") / 100
                + size("MaxDirectMemorySize")
                + size("MaxMetaspaceSize")
                + size("ReservedCodeCacheSize")
                + OTHER;
    }

    private static long size(String flag) throws IOException {
        return number(flag) * MIB;
    }

    /** In {@code JAVA_TOOL_OPTIONS} of the Dockerfile. */
    private static long number(String flag) throws IOException {
        Matcher matcher =
                Pattern.compile("-XX:" + flag + "=(\\d+)m?[ \"]").matcher(Files.readString(Path.of("Dockerfile")));
        assertThat(matcher.find()).as(flag).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
