package io.voxgate.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.PopulatedTenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ids, query parameters and headers that nobody should send. */
final class ParameterCases {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "%",
            "\0",
            "a\0b",
            "\ufeff",
            "😀",
            "\u202e",
            "..",
            "../..",
            "a/b",
            "a//b",
            ";a=b",
            "'; DROP TABLE session; --",
            "null",
            "-1",
            "0",
            "1.5",
            "9".repeat(40),
            "x".repeat(5000),
            "*",
            "{}",
            "\"\"",
            "\\",
            "~0",
            "2026-13-40T99:99:99Z",
            "+292278994-08-17T07:12:55Z",
            "-999999999-01-01T00:00:00Z",
            "2026-01-01T00:00:00+99:99",
            "AAAA",
            "c2Vzc2lvbnMKAA",
            "c2Vzc2lvbnMK",
            "dGVtcGxhdGVzCv8",
            "true",
            "TRUE",
            "a&b=c",
            "a\nb",
            "ß",
            "İ");
    private static final List<String> HEADERS = List.of(
            "",
            "*",
            "\"\"",
            "\"x\"",
            "W/\"1\"",
            "x",
            "\"1\", \"2\"",
            ",,,",
            "\"zzzzzzzzzzzz\"",
            "\"zzzzzzzzzzzzz\"",
            "\"9223372036854775808\"",
            "handling=strict, handling=lenient",
            "handling",
            ";=;",
            "é",
            "x".repeat(10_000),
            "\"" + "x".repeat(255) + "\"",
            "\"",
            "x y",
            "'",
            "-1");

    private final Operations operations;
    private final Operation operation;
    private final Call call;
    private final PopulatedTenant tenant;
    private final List<FuzzCase> cases = new ArrayList<>();

    ParameterCases(Operations operations, Operation operation, Call call, PopulatedTenant tenant) {
        this.operations = operations;
        this.operation = operation;
        this.call = call;
        this.tenant = tenant;
    }

    List<FuzzCase> all() {
        operation.pathParameters().forEach(this::path);
        operation.parameters("query").stream().map(operations::resolve).forEach(this::query);
        operation.parameters("header").stream()
                .map(operations::resolve)
                .forEach(parameter ->
                        HEADERS.forEach(text -> header(parameter.get("name").asText(), text)));
        cases.add(FuzzCase.harmless(operation, "an unknown query parameter", call.query("noSuchParameter", "1")));
        cases.add(FuzzCase.harmless(
                operation, "an unknown, hostile query parameter", call.query("metadata.\0'\"", "\0")));
        if (operation.answerTypes().contains("application/json")) {
            List.of("image/png", "text/html")
                    .forEach(type ->
                            cases.add(FuzzCase.status(operation, "Accept: " + type, call.header("Accept", type), 406)));
        }
        List.of("", "/", "application", "*", "application/json;q=x", "x".repeat(3000))
                .forEach(type ->
                        cases.add(FuzzCase.harmless(operation, "Accept: " + type, call.header("Accept", type))));
        return cases;
    }

    private void path(String parameter) {
        for (String text : TEXTS.subList(1, TEXTS.size())) {
            Map<String, String> values = new LinkedHashMap<>(tenant.path(operation));
            values.put(parameter, text);
            cases.add(FuzzCase.harmless(
                    operation, "the " + parameter + " <" + shown(text) + ">", call.path(operation.concrete(values))));
        }
    }

    private void query(JsonNode parameter) {
        String name = parameter.get("name").asText();
        boolean whole = parameter.path("schema").path("type").asText().equals("integer");
        for (String text : TEXTS) {
            String what = name + "=" + shown(text);
            boolean flag = parameter.path("schema").path("type").asText().equals("boolean");
            boolean wrong = !text.isEmpty()
                    && (whole && !text.matches("[0-9]+") || flag && !text.equals("true")); // empty counts as not sent
            cases.add(
                    wrong && operation.reads()
                            ? FuzzCase.status(operation, what, call.query(name, text), 400)
                            : FuzzCase.harmless(operation, what, call.query(name, text)));
        }
        if (name.equals("pageSize")) {
            List.of("0", "-1", "1.5", "1e2", "99999999999", " 1", "0x10")
                    .forEach(text -> cases.add(new FuzzCase(
                            operation,
                            "pageSize=" + text,
                            call.query(name, text),
                            Optional.of("/pageSize"),
                            Set.of(400),
                            Set.of())));
        }
    }

    private void header(String name, String text) {
        Call with = call.header(name, text);
        String what = name + ": " + shown(text);
        boolean never = name.equals("If-Match") && !text.equals("*") && !text.isEmpty()
                || name.equals("If-None-Match") && !operation.reads() && !text.equals("*") && !text.isEmpty();
        boolean tooLong = name.equals("Idempotency-Key") && text.length() > 300;
        if (never || tooLong) {
            cases.add(FuzzCase.status(operation, what, with, 400, 403, 404, 412, 422, 431));
        } else {
            cases.add(FuzzCase.harmless(operation, what, with));
        }
    }

    private static String shown(String text) {
        return text.length() > 60
                ? text.length() + " characters"
                : text.replace("\0", "NUL").replace("\n", "\\n");
    }
}
