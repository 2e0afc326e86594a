package io.voxgate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.tck.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of difference by its name, and nothing where there is none. */
class ApiComparisonTest {
    private static final String PLAIN =
            "{Start: {request: {Id: string required, Mode: integer 0|1, Pause: integer 1..9, Tags: 'string[]'}}, Stop: {}}";

    private static ApiDescription api(String operations) {
        return DocumentedApi.read("toy", Yaml.parse("{source: a page, operations: " + operations + "}"));
    }

    private static List<String> differences(String ours, String vendors) {
        return ApiComparison.of(api(ours), api(vendors)).stream()
                .map(Difference::toString)
                .toList();
    }

    @Test
    void equalDescriptionsDifferInNothing() {
        assertThat(differences(PLAIN, PLAIN)).isEmpty();
    }

    @Test
    void everyVendorsDescriptionIsEqualToItself() {
        for (String vendor : List.of("tencent-trtc", "tencent-ccc", "alibaba-rtc")) {
            ApiDescription published = DriftSources.published(vendor);

            assertThat(published.fields()).as(vendor).isGreaterThan(50);
            assertThat(ApiComparison.of(published, published)).as(vendor).isEmpty();
        }
    }

    @Test
    void operationsAreNamed() {
        assertThat(differences("{Start: {}, Old: {}}", "{Start: {}, Other: {request: {Id: string}}}"))
                .containsExactly("gone Old: operation", "new Other: operation");
    }

    @Test
    void fieldsAreNamed() {
        assertThat(differences(
                        "{Start: {request: {A.B: string}, response: {C: integer}}}",
                        "{Start: {request: {A.D: 'string[]'}, response: {}}}"))
                .containsExactly(
                        "gone Start.request.A.B: string",
                        "new Start.request.A.D: string[]",
                        "gone Start.response.C: integer");
    }

    @Test
    void aTypeARangeAndANeedAreNamed() {
        assertThat(differences(
                        "{Start: {request: {A: string, B: integer 1..9, C: string}}}",
                        "{Start: {request: {A: 'string[]', B: integer 1..8, C: string required}}}"))
                .containsExactly(
                        "different Start.request.A: Voxgate knows it as string, the vendor as string[]",
                        "different Start.request.B: Voxgate keeps to 1 to 9, the vendor says 1 to 8",
                        "different Start.request.C: the vendor requires it, Voxgate does not always send it");
    }

    @Test
    void valuesAreNamed() {
        assertThat(differences("{Start: {request: {Mode: string a|b}}}", "{Start: {request: {Mode: string b|c}}}"))
                .containsExactly("gone Start.request.Mode=a: value", "new Start.request.Mode=c: value");
    }

    @Test
    void whatOneOfThemDoesNotSayIsNoDifference() {
        assertThat(differences(
                        "{Start: {request: {Mode: string a|b, Pause: integer 1..9, Id: string required}}}",
                        "{Start: {request: {Mode: string, Pause: integer, Id: string}}}"))
                .isEmpty();
    }
}
