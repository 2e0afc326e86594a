package io.voxgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.voxgate.testkit.ProductClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's source stays readable, and the counts see what is not. */
class SourceCountsTest {
    @Test
    void namesSayWhatAndForWhom() {
        SourceCounts counts = SourceCounts.of(ProductClasses.all(), Path.of("src/main/java"));
        System.out.println("Source: " + counts.text());

        assertThat(counts.oneWord()).as("percent of one-word names").isLessThanOrEqualTo(12);
        assertThat(counts.shared()).as("percent of shared names").isLessThanOrEqualTo(10);
        assertThat(counts.medianLines()).isLessThanOrEqualTo(75);
        assertThat(counts.longFiles()).isEmpty();
        assertThat(counts.manyParameters())
                .as("in groups, but for what each vendor says of itself once")
                .allMatch(name -> name.startsWith("io.voxgate.adapter.VendorInfo.<init>("));
    }

    /** The format breaks code; what it cannot break (a text, a comment) somebody has to. */
    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void linesFitIntoAWindow(Path sources) {
        assertThat(SourceCounts.longLines(sources)).isEmpty();
    }

    /** One of these types has two words, two share a name, and one has too many parameters. */
    static final class Sample {
        record Door(int a, int b, int c, int d, int e, int f, int g, int h) {}

        @Schema(hidden = true)
        record Answer(int a, int b, int c, int d, int e, int f, int g, int h) {}

        static final class FrontDoor {
            static final class Door {}
        }
    }

    @Test
    void whatIsHardToReadIsCounted(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Long.java"), "x\n".repeat(301) + "y".repeat(141) + "\n");
        JavaClasses types = new ClassFileImporter()
                .importClasses(Sample.Door.class, Sample.FrontDoor.class, Sample.FrontDoor.Door.class);
        JavaClasses one = new ClassFileImporter().importClasses(String.class, StringBuilder.class);

        assertThat(SourceCounts.of(one, sources).oneWord()).isEqualTo(50);
        SourceCounts counts = SourceCounts.of(types, sources);
        assertThat(counts.shared()).isBetween(66.0, 67.0);
        assertThat(counts.longFiles()).hasSize(1);
        assertThat(counts.longLines()).containsExactly(sources.resolve("Long.java") + ":302");
        assertThat(SourceCounts.longLines(sources))
                .as("where only lines are counted")
                .isEqualTo(counts.longLines());
        assertThat(counts.manyParameters()).hasSize(1);
        JavaClasses contract = new ClassFileImporter().importClasses(Sample.Answer.class);
        assertThat(SourceCounts.of(contract, sources).manyParameters())
                .as("the contract's members stay as they are")
                .isEmpty();
    }
}
