package io.voxgate.canary;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.voxgate.json.Json;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hears every exchange of the tests with a service: which secrets were told to it, which it made, and all that it
 * answered.
 */
public final class OutputCapture implements Filter {
    private static final String ANSWERS = "answers.txt";
    private static final String BEARER = "Bearer ";
    /** New secrets are shown in the answer that made them, under these names. */
    private static final List<String> SHOWN_ONCE = List.of("key", "secret", "token");

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response answer = context.next(request, specification);
        Object body = request.getBody();
        heard(
                request.getMethod(),
                URI.create(request.getURI()).getPath(),
                Optional.ofNullable(request.getHeaders().getValue("Authorization")),
                body instanceof String text ? text : "",
                new Reply(answer.statusCode(), Map.of(), answer.asString()),
                answer.headers().toString());
        return answer;
    }

    /** An exchange without the filter. */
    public static void heard(Call call, Reply reply) {
        // A fuzzed secret may be any text, also one that stands elsewhere by right.
        String body = call.path().endsWith("/fuzzed")
                ? ""
                : call.body()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse("");
        heard(
                call.method(),
                call.path(),
                Optional.ofNullable(call.headers().get("Authorization")),
                body,
                reply,
                reply.headers().toString());
    }

    private static void heard(
            String method, String path, Optional<String> authorization, String body, Reply reply, String headers) {
        authorization
                .filter(header -> header.startsWith(BEARER))
                .ifPresent(header -> TraceLog.secret("bearer", header.substring(BEARER.length())));
        if (reply.ok() && method.equals("PUT")) {
            told(path, body);
        }
        // The question is the tests' own, and may have a token in it.
        TraceLog.append(
                ANSWERS,
                method + " " + path.replaceFirst("\\?.*", "") + "\n" + reply.status() + " " + headers + "\n"
                        + silenced(method, path, reply) + "\n");
    }

    private static void told(String path, String body) {
        String member = path.startsWith("/v1/connections/")
                ? "credentials"
                : path.startsWith("/v1/credentials/") ? "fields" : "";
        if (!member.isEmpty()) {
            Json.parse(body.getBytes(StandardCharsets.UTF_8))
                    .ifPresent(tree -> tree.path(member)
                            .properties()
                            .forEach(field -> TraceLog.secret(
                                    member + "/" + field.getKey(),
                                    field.getValue().asText())));
        }
    }

    /** The answer without what it may show this once. */
    private static String silenced(String method, String path, Reply reply) {
        boolean makes = reply.ok()
                && (method.equals("POST") && path.matches("/v1/tenants/[^/]+/keys/?|/v1/stream-tokens/?")
                        || path.startsWith("/v1/webhooks/") && !method.equals("GET"));
        String text = reply.body();
        if (makes) {
            JsonNode tree = reply.json();
            for (String name : SHOWN_ONCE) {
                String secret = tree.path(name).asText("");
                if (!secret.isEmpty()) {
                    TraceLog.secret("made/" + name, secret);
                    text = text.replace(secret, "(shown once)");
                }
            }
        }
        return text;
    }
}
