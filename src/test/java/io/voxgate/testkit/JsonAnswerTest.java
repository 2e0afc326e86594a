package io.voxgate.testkit;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.builder.ResponseBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAnswerTest {
    private static final String TEXT = """
            {"id":"ses_1","whole":3,"large":4294967296,"part":0.5,"yes":true,"nothing":null,
             "object":{"a":{"b":"deep"},"list":[[1,2],[3]]},
             "items":[{"id":"a","attempts":[{"status":500},{"status":204}]},null,{"id":"b","attempts":[]},{"name":"without id"}],
             "empty":[]}""";

    private final JsonAnswer answer = JsonAnswer.of(TEXT);
    private final Response response = new ResponseBuilder()
            .setStatusCode(200)
            .setContentType("application/json")
            .setBody(TEXT)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "id",
                "whole",
                "large",
                "part",
                "yes",
                "nothing",
                "missing",
                "object",
                "object.a.b",
                "object.a.missing",
                "object.list[0]",
                "object.list[0][1]",
                "object.list.size()",
                "object.size()",
                "items",
                "items[0].id",
                "items[0].attempts[1].status",
                "items.id",
                "items.attempts.status",
                "items.attempts[0].status",
                "items.size()",
                "empty",
                "empty.id",
                "empty.size()",
                "items[9]"
            })
    void aPlainPathHasTheValueThatItHasInRestAssured(String path) {
        assertThat(answer.<Object>get(path)).isEqualTo(JsonPath.from(TEXT).get(path));
    }

    @Test
    void anAnswerOfRestAssuredIsReadAsOne() {
        assertThat(response.as(JsonAnswer.class)).isEqualTo(answer);
    }

    @Test
    void anExpectationHoldsOrNamesWhatIsThere() {
        response.then()
                .body(has("id", equalTo("ses_1")))
                .body(has("missing", nullValue()), has("items[0].attempts.status", contains(500, 204)));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> response.then().body(has("id", equalTo("ses_2"))))
                .withMessageContaining("id")
                .withMessageContaining("ses_2")
                .withMessageContaining("ses_1");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> response.then().body(has("items.id", hasItem("c"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"items.find { it.id == 'a' }", "items.*", "", "items[", ".id", "id."})
    void whatIsNotAPlainPathIsRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> answer.get(path)).withMessageContaining("plain path");
    }

    @Test
    void whatIsNotJsonOrCannotBeCountedFails() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> JsonAnswer.of("<html>"));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> answer.get("id.size()"));
    }
}
