package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.RequestFields.FieldType;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.tck.Yaml;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can mean only one thing is put right and told; the rest stays as it came. */
final class RequestFieldsTest {
    private static final RequestFields FIELDS = RequestFields.jsonText(Set.of("Config"))
            .with(FieldType.TEXT, "", "text")
            .with(FieldType.WHOLE, "Config.", "whole")
            .with(FieldType.NUMBER, "", "number")
            .with(FieldType.BOOLEAN, "", "switch")
            .with(FieldType.TEXTS, "", "list")
            .with(FieldType.OBJECT, "", "map")
            .misspelled("text", "minixmax", "minimax");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {text: 7}                   | {text: "7"}
            {text: 1.25}                | {text: "1.25"}
            {text: [en]}                | {text: en}
            {text: minixmax}            | {text: minimax}
            {Config: {whole: "60"}}     | {Config: {whole: 60}}
            {Config: {whole: " -2 "}}   | {Config: {whole: -2}}
            {Config: {whole: 60.0}}     | {Config: {whole: 60}}
            {number: "1.25"}            | {number: 1.25}
            {switch: "True"}            | {switch: true}
            {switch: 0}                 | {switch: false}
            {list: en}                  | {list: [en]}
            {map: '{"a": 1}'}           | {map: {a: 1}}""")
    void whatCanMeanOnlyOneThingIsPutRight(String odd, String right) {
        RequestFields.OpenedRequest opened = FIELDS.open(Yaml.object(odd));

        assertThat(Json.same(opened.fields(), Yaml.object(right)))
                .as("%s", opened)
                .isTrue();
        assertThat(opened.oddities())
                .isNotEmpty()
                .allSatisfy((path, note) -> assertThat(note).endsWith("."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {text: seven}               | plain
            {text: [en, ja]}            | two
            {text: true}                | a switch
            {number: "1,25"}            | a comma
            {number: fast}              | a word
            {number: 1.25}              | plain
            {switch: 2}                 | neither
            {switch: "yes"}             | a word
            {list: "en,ja"}             | two in one
            {list: 7}                   | a number
            {map: "[1]"}                | a list
            {other: "7"}                | not documented""")
    void theRestStaysAsItCame(String request, String why) {
        RequestFields.OpenedRequest opened = FIELDS.open(Yaml.object(request));

        assertThat(opened.fields()).as(why).isEqualTo(Yaml.object(request));
        assertThat(opened.oddities()).isEmpty();
    }

    @Test
    void anObjectInPlaceOfAStringIsOddUnlessTheVendorTakesBoth() {
        ObjectNode request = Yaml.object("{Config: {whole: 1}}");

        assertThat(FIELDS.open(request).oddities()).containsOnlyKeys("Config");
        assertThat(FIELDS.orObjects().open(request).oddities()).isEmpty();
        assertThat(FIELDS.open(Yaml.object("{Config: '{\"whole\":1}'}")).oddities())
                .isEmpty();
    }

    @Test
    void nullsAreTakenAwayAndTold() {
        RequestFields.OpenedRequest opened =
                FIELDS.open(Yaml.object("{text: null, Config: '{\"whole\":null,\"a\":{\"b\":null}}'}"));

        assertThat(opened.nulls()).containsExactly("text", "Config.whole", "Config.a.b");
        assertThat(opened.fields()).isEqualTo(Yaml.object("{Config: {a: {}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {Config: '{"a":1,}'}        | It stops being JSON at line 1, column 8.
            {Config: "[]"}              | Config must be a string that holds a JSON object.
            {Config: 7}                 | Config must be a string that holds a JSON object.""")
    void whatIsNoJsonIsAFaultWithItsPlace(String request, String detail) {
        assertThat(FIELDS.open(Yaml.object(request)).faults())
                .extracting(Fault::pointer)
                .containsExactly("/request/Config");
        assertThat(FIELDS.open(Yaml.object(request)).faults().getFirst().detail())
                .endsWith(detail);
    }

    /** A field, dotted, that holds JSON for some and something else by arrangement. */
    @Test
    void aTextThatSometimesHoldsJsonIsOpenedThenOnly() {
        RequestFields fields = FIELDS.sometimesJson(Set.of("Deep.Param"));

        RequestFields.OpenedRequest text = fields.open(Yaml.object("{Deep: {Param: '{\"a\": 1, \"b\": null}'}}"));
        RequestFields.OpenedRequest object = fields.open(Yaml.object("{Deep: {Param: {a: 1}}}"));
        RequestFields.OpenedRequest other = fields.open(Yaml.object("{Deep: {Param: 'a=1'}}"));

        assertThat(text.fields()).isEqualTo(Yaml.object("{Deep: {Param: {a: 1}}}"));
        assertThat(text.nulls()).containsExactly("Deep.Param.b");
        assertThat(text.oddities()).isEmpty();
        assertThat(object.fields()).isEqualTo(text.fields());
        assertThat(object.oddities()).containsOnlyKeys("Deep.Param");
        assertThat(other.fields()).isEqualTo(Yaml.object("{Deep: {Param: 'a=1'}}"));
        assertThat(other.faults()).isEmpty();
    }
}
