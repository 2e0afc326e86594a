package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies at each limit and one beyond it: up to the limit nobody speaks of it, beyond it the problem names it. */
@ServiceTest
class BodyLimitsServiceTest {
    private static LiveTenant tenant;
    private static String viewer;

    /** A body for each size, at a limit. */
    enum Size {
        BYTES(Limit.BODY_BYTES, 413, size -> "{}" + " ".repeat(size - 2)),
        DEPTH_OF_LISTS(Limit.BODY_DEPTH, 400, size -> "{\"x\":" + "[".repeat(size - 1) + "]".repeat(size - 1) + "}"),
        DEPTH_OF_OBJECTS(Limit.BODY_DEPTH, 400, size -> "{\"x\":".repeat(size) + "1" + "}".repeat(size)),
        NAME(Limit.MEMBER_NAME_LENGTH, 400, size -> "{\"" + "x".repeat(size) + "\":1}"),
        ITEMS(Limit.BODY_VALUES, 413, size -> "{\"x\":[" + numbers(size - 2) + "]}"),
        ITEMS_OF_LISTS(Limit.BODY_VALUES, 413, size -> "{\"x\":[[],[" + numbers(size - 4) + "]]}"),
        MEMBERS(Limit.BODY_VALUES, 413, size -> "{" + members(size - 1) + "}"),
        POINTERS(Limit.BODY_POINTERS, 413, BodyLimitsServiceTest::pointers),
        DIGITS(Limit.NUMBER_DIGITS, 422, size -> "{\"x\":" + "9".repeat(size) + "}"),
        NEGATIVE_DIGITS(Limit.NUMBER_DIGITS, 422, size -> "{\"x\":-" + "9".repeat(size) + "}"),
        DECIMALS(Limit.NUMBER_DIGITS, 422, size -> "{\"x\":0." + "1".repeat(size - 1) + "}"),
        FRACTION(Limit.NUMBER_DIGITS, 422, size -> "{\"x\":12." + "5".repeat(size - 2) + "}"),
        EXPONENT(Limit.NUMBER_DIGITS, 422, size -> "{\"x\":1e" + (size - 1) + "}"),
        NEGATIVE_EXPONENT(Limit.NUMBER_DIGITS, 422, size -> "{\"x\":1e-" + (size - 1) + "}"),
        AGENT(Limit.AGENT_BYTES, 422, size -> "{\"agent\":" + agent(size) + "}"),
        FAULTS(
                Limit.FAULTS,
                422,
                size -> "{\"x\":["
                        + IntStream.range(0, size).mapToObj(_ -> "\"\\u0000\"").collect(Collectors.joining(","))
                        + "]}");

        private final Limit limit;
        private final int status;
        private final IntFunction<String> body;

        Size(Limit limit, int status, IntFunction<String> body) {
            this.limit = limit;
            this.status = status;
            this.body = body;
        }
    }

    @BeforeEach
    void furnish() {
        if (tenant == null) {
            tenant = LiveTenant.create();
            viewer = "Bearer " + new TestTenant(tenant.tenantId()).key("viewer");
        }
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(_ -> "0").collect(Collectors.joining(","));
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + i + "\":0").collect(Collectors.joining(","));
    }

    /**
     * The pointers of the values have so many characters together: below a long name a list of numbers, then one member
     * that fills up the rest.
     */
    private static String pointers(int size) {
        int name = 250;
        int pointer = 1 + name;
        int sum = pointer;
        int items = 0;
        while (sum + pointer + 1 + Integer.toString(items).length() + 4 < size) {
            sum += pointer + 1 + Integer.toString(items).length();
            items++;
        }
        int left = size - sum;
        return "{\"" + "x".repeat(name) + "\":[" + numbers(items) + "],\"" + "y".repeat(left / 2 - 1) + "\":1,\""
                + "z".repeat(left - left / 2 - 1) + "\":1}";
    }

    /** An agent that has exactly so many bytes as JSON. */
    private static String agent(int size) {
        ObjectNode agent = Json.object();
        ObjectNode metadata = agent.putObject("llm").put("protocol", "openai").putObject("metadata");
        metadata.put("text", "");
        metadata.put("text", "x".repeat(size - Json.write(agent).length()));
        return Json.write(agent);
    }

    private static Response translate(String body, String type) {
        return Api.request()
                .header("Authorization", viewer)
                .contentType(type)
                .body(body)
                .post("/v1/translations");
    }

    private static String limit(Response answer) {
        return answer.statusCode() < 300 ? "" : String.valueOf(answer.<Object>path("limit.name"));
    }

    @ParameterizedTest
    @EnumSource
    void upToTheLimitNobodySpeaksOfIt(Size size) {
        assertThat(limit(translate(size.body.apply(size.limit.count()), "application/json")))
                .isNotEqualTo(size.limit.word());
    }

    @ParameterizedTest
    @EnumSource
    void beyondItTheProblemNamesIt(Size size) {
        Response answer = translate(size.body.apply(size.limit.count() + 1), "application/json");

        assertThat(limit(answer)).isEqualTo(size.limit.word());
        assertThat(answer.<Number>path("limit.max").longValue()).isEqualTo(size.limit.max());
        assertThat(answer.statusCode()).isEqualTo(size.status);
        assertThat(answer.asByteArray()).hasSizeLessThan(100_000);
    }

    /** JSON is YAML as well. */
    @ParameterizedTest
    @EnumSource
    void yamlHasTheSameLimits(Size size) {
        if (size == Size.EXPONENT || size == Size.NEGATIVE_EXPONENT || size == Size.AGENT) {
            return;
        }
        String key = "Bearer " + new TestTenant(tenant.tenantId()).key("editor");
        Response most = Api.request()
                .header("Authorization", key)
                .contentType("application/yaml")
                .body(size.body.apply(size.limit.count()))
                .put("/v1/templates/t");
        Response beyond = Api.request()
                .header("Authorization", key)
                .contentType("application/yaml")
                .body(size.body.apply(size.limit.count() + 1))
                .put("/v1/templates/t");

        assertThat(List.of(limit(most), limit(beyond)))
                .doesNotHaveDuplicates()
                .last()
                .isEqualTo(size.limit.word());
    }

    @Test
    void aTemplateIsBoundedWithItsVariables() {
        ObjectNode template = Json.object();
        template.putObject("variables").putObject("a").put("type", "string").put("default", "x".repeat(200_000));
        template.set("agent", Json.parse(agent(100_000)).orElseThrow());

        assertThat(limit(tenant.request().body(Json.write(template)).put("/v1/templates/large")))
                .isEqualTo(Limit.AGENT_BYTES.word());
    }

    /** 60 texts of a few bytes each use a variable of 100 KB a thousand times. */
    @Test
    void variablesDoNotMultiplyAnAgent() {
        ObjectNode template = Json.object();
        template.putObject("variables").putObject("a").put("type", "string").put("required", true);
        ObjectNode agent = template.putObject("agent");
        agent.putObject("llm").put("protocol", "openai").put("systemPrompt", "{{a}}".repeat(10_000));
        tenant.request()
                .body(Json.write(template))
                .put("/v1/templates/multiplied")
                .then()
                .statusCode(201);
        Response answer = tenant.request()
                .body(Map.of("template", "multiplied", "variables", Map.of("a", "x".repeat(100_000))))
                .post("/v1/translations");

        assertThat(limit(answer)).isEqualTo(Limit.AGENT_BYTES.word());
    }

    @Test
    void aPatchOverATemplateIsBoundedToo() {
        tenant.request()
                .body("{\"agent\":" + agent(200_000) + "}")
                .put("/v1/templates/patched")
                .then()
                .statusCode(201);
        ObjectNode patch = Json.object();
        patch.putObject("llm").putObject("metadata").put("other", "x".repeat(100_000));

        assertThat(limit(tenant.request()
                        .body(Json.write(
                                Json.object().put("template", "patched").set("agent", patch)))
                        .post("/v1/translations")))
                .isEqualTo(Limit.AGENT_BYTES.word());
    }

    @Test
    void aDryRunIsBoundedInWhatItAnswers() {
        ArrayNode names = Json.array().add("trtc");
        for (int i = 0; i < 7; i++) {
            tenant.connection("more-" + i, "sandbox", "secretKeyOfTheTests0001");
            names.add("more-" + i);
        }
        ObjectNode small = Json.object();
        small.set("agent", Json.parse(agent(10_000)).orElseThrow());
        small.set("connections", names);
        tenant.request().body(Json.write(small)).post("/v1/translations").then().statusCode(200);
        ObjectNode large = small.deepCopy();
        large.set("agent", Json.parse(agent(250_000)).orElseThrow());
        Response answer = tenant.request().body(Json.write(large)).post("/v1/translations");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(limit(answer)).isEqualTo(Limit.TRANSLATION_BYTES.word());
    }

    @Test
    void aDryRunNamesNobodyTwice() {
        Response vendors = tenant.request()
                .body(Map.of(
                        "agent",
                        LiveTenant.agent("trtc"),
                        "vendors",
                        List.of("tencent-trtc", "tencent-ccc", "tencent-trtc")))
                .post("/v1/translations");
        Response connections = tenant.request()
                .body(Map.of("agent", LiveTenant.agent("trtc"), "connections", List.of("trtc", "trtc")))
                .post("/v1/translations");

        assertThat(List.of(faults(vendors), faults(connections)))
                .containsExactly(List.of("/vendors/2 DUPLICATE"), List.of("/connections/1 DUPLICATE"));
    }

    /** One path of 1,400 characters before 2,000 options, which every vendor and the report name whole. */
    @Test
    void anImportAnswersNotMuchMoreThanItWasSent() {
        String deep = "{\"vendor\":\"tencent-trtc\",\"request\":"
                + "{\"%s\":".formatted("x".repeat(250)).repeat(58) + "{" + members(20_000 - 61) + "}" + "}".repeat(59);

        assertThat(limit(tenant.request().body(deep).post("/v1/imports"))).isEqualTo(Limit.BODY_POINTERS.word());
    }

    @Test
    void pointersAndTextsOfAProblemAreCut() {
        String body = "{\"%s\":".formatted("x".repeat(250)).repeat(58) + "\"\\u0000\"" + "}".repeat(58);
        Response answer = translate(body, "application/json");

        assertThat(answer.<String>path("errors[0].pointer"))
                .hasSize(Limit.POINTER_LENGTH.count())
                .endsWith("…");
        assertThat(answer.asByteArray()).hasSizeLessThan(4_000);
    }

    private static List<String> faults(Response answer) {
        return Json.parse(answer.asString())
                .orElseThrow()
                .path("errors")
                .valueStream()
                .map(BodyLimitsServiceTest::fault)
                .toList();
    }

    private static String fault(JsonNode fault) {
        return fault.path("pointer").asText() + " " + fault.path("code").asText();
    }
}
