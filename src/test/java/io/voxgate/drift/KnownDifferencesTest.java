package io.voxgate.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.drift.ApiDescription.SourceKind;
import io.voxgate.drift.KnownDifferences.Known;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The list of known differences, and what it does with the differences that there are. */
class KnownDifferencesTest {
    private static final List<Known> LIST = KnownDifferences.read(Yaml.parse("""
            toy:
              - reason: Not for us.
                newOperations: [Dance]
                new:
                  Start.request.{A,B}.Mood: string
              - reason: Newer than the pages.
                reached: through vendorOptions
                only: pages
                gone: [Start.request.Beat]
            """));

    private static ApiDescription api(String operations) {
        return DocumentedApi.read("toy", Yaml.parse("{source: a page, operations: " + operations + "}"));
    }

    private static DriftResult compare(String ours, String vendors) {
        return DriftResult.of(api(ours), api(vendors), LIST);
    }

    @Test
    void whatIsListedIsKnownWithItsReason() {
        DriftResult result = compare(
                "{Start: {request: {Beat: integer}}}",
                "{Start: {request: {A.Mood: string, B.Mood: string}}, Dance: {}}");

        assertThat(result.unknown()).isEmpty();
        assertThat(result.stale()).isEmpty();
        assertThat(result.known().values())
                .extracting(known -> known.note().reached())
                .contains(Optional.empty(), Optional.of("through vendorOptions"));
        assertThat(DriftReport.text(List.of(result)))
                .contains("no unknown difference", "4 known", "reached through vendorOptions: Newer than the pages.");
    }

    @Test
    void whatIsListedAndIsNoMoreIsNamed() {
        DriftResult result = compare("{Start: {request: {Beat: integer}}}", "{Start: {request: {A.Mood: string}}}");

        assertThat(result.unknown()).isEmpty();
        assertThat(result.stale()).extracting(Known::key).containsExactly("new Dance", "new Start.request.B.Mood");
        assertThat(DriftReport.text(List.of(result)))
                .contains("2 known differences that are no more", "    new Dance\n");
    }

    @Test
    void aListedFieldOfAnotherTypeIsUnknown() {
        DriftResult result = compare(
                "{Start: {request: {Beat: integer}}}",
                "{Start: {request: {A.Mood: integer, B.Mood: string}}, Dance: {}}");

        assertThat(result.unknown())
                .extracting(Difference::toString)
                .containsExactly("new Start.request.A.Mood: integer");
        assertThat(DriftReport.text(List.of(result))).contains("1 UNKNOWN:", "    new Start.request.A.Mood: integer\n");
    }

    @Test
    void anEntryOfOneKindOfSourceConcernsNoOther() {
        ApiDescription ours = api("{Start: {request: {Beat: integer}}}");
        ApiDescription pages = api("{Start: {request: {A.Mood: string, B.Mood: string}}, Dance: {}}");
        ApiDescription sdk = ApiDescription.of("toy", SourceKind.SDK, "an SDK", pages.operations());

        assertThat(DriftResult.of(ours, sdk, LIST).unknown())
                .extracting(Difference::key)
                .containsExactly("gone Start.request.Beat");
    }

    @Test
    void aGroupWithoutAReasonIsRefused() {
        assertThatThrownBy(() -> KnownDifferences.read(Yaml.parse("toy: [{newOperations: [Dance]}]")))
                .hasMessageContaining("no reason");
        assertThatThrownBy(() -> KnownDifferences.read(Yaml.parse("toy: [{reason: r, only: rumour, gone: [A]}]")))
                .hasMessageContaining("rumour");
    }

    @Test
    void nothingIsListedTwice() {
        assertThat(KnownDifferences.today())
                .extracting(known ->
                        known.vendor() + " " + known.key() + " " + known.note().only())
                .doesNotHaveDuplicates();
    }
}
