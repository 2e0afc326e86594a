package io.voxgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Voxgate as a caller sees it: one base URL, one key. */
final class ApiClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client;
    private final URI base;
    private final String key;

    ApiClient(URI base, String key) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                base,
                key);
    }

    private ApiClient(HttpClient client, URI base, String key) {
        this.client = client;
        this.base = base;
        this.key = key;
    }

    ApiClient withKey(String other) {
        return new ApiClient(client, base, other);
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").POST(json(body)));
    }

    /** A start that is never made twice, whatever happens on the way. */
    JsonNode postOnce(String path, Object body, String idempotencyKey) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(json(body)));
    }

    JsonNode put(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").PUT(json(body)));
    }

    JsonNode putYaml(String path, String yaml) {
        return send(request(path).header("Content-Type", "application/yaml").PUT(BodyPublishers.ofString(yaml)));
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    /**
     * An answer, whatever it is.
     *
     * @param etag empty when it has none
     */
    record ApiReply(int status, Optional<String> etag, JsonNode body) {
        boolean refused() {
            return status >= 300;
        }

        /** The code and the sentence of a problem. */
        String problem() {
            return ApiClient.problem(body).isEmpty()
                    ? "It was answered with " + status + "."
                    : ApiClient.problem(body).strip();
        }
    }

    /** @throws ApiFailure only when there is no answer */
    ApiReply find(String path) {
        return ask(request(path).GET());
    }

    /**
     * A change under a condition.
     *
     * @param etag what it must still be; empty: it must not exist
     * @throws ApiFailure only when there is no answer
     */
    ApiReply put(String path, JsonNode body, Optional<String> etag) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").PUT(json(body));
        etag.ifPresentOrElse(known -> request.header("If-Match", known), () -> request.header("If-None-Match", "*"));
        return ask(request);
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(base.resolve(path))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + key)
                    .header("Accept", "application/json");
        } catch (IllegalArgumentException e) {
            // An id or a key that the gateway gave, with characters that none has.
            throw new ApiFailure(0, "What the gateway answered cannot be asked for: " + e.getMessage());
        }
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofString(MAPPER.valueToTree(body).toString());
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.copy().build();
        ApiReply reply = ask(builder);
        if (reply.refused()) {
            throw new ApiFailure(
                    reply.status(),
                    request.method() + " " + request.uri().getPath() + " answered " + reply.status()
                            + problem(reply.body()));
        }
        return reply.body();
    }

    private ApiReply ask(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new ApiReply(answer.statusCode(), answer.headers().firstValue("ETag"), parse(answer.body()));
        } catch (IOException e) {
            throw new ApiFailure(
                    0,
                    request.method() + " " + request.uri() + " was not answered: "
                            + (e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiFailure(0, "Interrupted");
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String problem(JsonNode body) {
        StringBuilder text = new StringBuilder();
        if (body.has("code")) {
            text.append(' ')
                    .append(body.path("code").asText())
                    .append(": ")
                    .append(body.path("detail").asText());
        }
        for (JsonNode error : body.path("errors")) {
            text.append(" [")
                    .append(error.path("pointer").asText())
                    .append("] ")
                    .append(error.path("detail").asText());
        }
        return text.toString();
    }
}
