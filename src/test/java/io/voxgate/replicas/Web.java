package io.voxgate.replicas;

import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Bare HTTP for many requests at once, where the contract filter would only slow the test down. */
public final class Web {
    /** The status of a request whose connection was refused or broke. */
    static final int NO_ANSWER = 0;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Web() {}

    /** @param session the id in the body, where there is one */
    record Answer(int status, Optional<String> session, Map<String, String> headers) {}

    static Answer get(Replica replica, String path, FleetTenant.Key key) {
        return send(request(replica, path, key).GET().build());
    }

    static Answer start(Replica replica, FleetTenant.Key key, String idempotencyKey, Map<String, Object> body) {
        return send(request(replica, "/v1/sessions", key)
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(Json.tree(body))))
                .build());
    }

    /** What {@code /q/metrics} says, line by line, each with its labels in the order of their names. */
    public static Map<String, Double> metrics(Replica replica) {
        try {
            HttpRequest request = HttpRequest.newBuilder(replica.management("/q/metrics"))
                    .timeout(TIMEOUT)
                    .header("Accept", "text/plain")
                    .build();
            return CLIENT.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> !line.startsWith("#") && line.contains(" "))
                    .map(line -> line.replace(",}", "}"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.lastIndexOf(' ')),
                            line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static HttpRequest.Builder request(Replica replica, String path, FleetTenant.Key key) {
        return HttpRequest.newBuilder(URI.create(replica.url() + path))
                .timeout(TIMEOUT)
                .header("Authorization", key.bearer())
                .header("Content-Type", "application/json");
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Answer(answer.statusCode(), session(answer), headers);
        } catch (IOException _) {
            return new Answer(NO_ANSWER, Optional.empty(), Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static Optional<String> session(HttpResponse<byte[]> answer) {
        return Json.parse(answer.body()).map(body -> body.path("id").asText()).filter(id -> id.startsWith("ses_"));
    }
}
