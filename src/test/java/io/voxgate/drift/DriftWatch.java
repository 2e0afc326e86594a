package io.voxgate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code ./voxgate drift}: fails when a vendor's API has a difference that nobody has looked at. {@code -Ddrift.api}
 * names files {@code api.json} of tccli; the SDK is the one on the class path. No ring runs this: {@code DriftTest}
 * compares with the build's SDK.
 */
class DriftWatch {
    private static final List<Path> FILES = Stream.of(
                    System.getProperty("drift.api", "").split(File.pathSeparator))
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .toList();

    @Test
    void nothingIsUnknown() {
        List<DriftResult> results = DriftSources.compare(FILES);
        System.out.println(DriftReport.write(results));
        List<String> unknown = results.stream()
                .flatMap(result -> result.unknown().stream()
                        .map(difference -> result.vendors().vendor() + " " + difference))
                .toList();
        assertThat(unknown)
                .as("unknown differences; the report is in " + DriftReport.HOME)
                .isEmpty();
    }
}
