package io.voxgate.egress;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked of the OIDC issuer while somebody signs in to the portal. The operator chose the issuer, so that its
 * address is not looked at as those of tenants are.
 */
@ApplicationScoped
public class IssuerCalls {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 1_000_000;
    private static final String JSON = "application/json";

    /** No answer, or one that is not what the standard says. The message has no part of a request or an answer's body. */
    public static final class IssuerFailure extends Exception {
        private static final long serialVersionUID = 1L;

        public IssuerFailure(String message) {
            super(message, null, false, false);
        }
    }

    /** A client's name and secret, for HTTP's own authentication. */
    public static String basic(String name, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(name) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
    }

    /** Names and values as they stand in a query or a form. */
    public static String form(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> encoded(member.getKey()) + "=" + encoded(member.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public JsonNode get(String url) throws IssuerFailure {
        return answer(request(url).GET().build());
    }

    /** @param authorization the header of this name; empty: none */
    public JsonNode post(String url, Map<String, String> form, String authorization) throws IssuerFailure {
        HttpRequest.Builder request = request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form)));
        return answer((authorization.isEmpty() ? request : request.header("Authorization", authorization)).build());
    }

    private static HttpRequest.Builder request(String url) throws IssuerFailure {
        try {
            return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).header("Accept", JSON);
        } catch (IllegalArgumentException _) {
            throw new IssuerFailure("the issuer names an address that is not one");
        }
    }

    /** With a client of its own: people sign in seldom, and between two of them nothing is kept open. */
    private static JsonNode answer(HttpRequest request) throws IssuerFailure {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            HttpResponse<String> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
            if (response.statusCode() != 200) {
                throw new IssuerFailure("the issuer answered " + response.statusCode() + " to " + request.method() + " "
                        + request.uri().getPath());
            }
            return Json.parse(response.body())
                    .filter(JsonNode::isObject)
                    .orElseThrow(() -> new IssuerFailure(
                            "the issuer's answer to " + request.uri().getPath() + " is not a JSON object"));
        } catch (IOException e) {
            throw new IssuerFailure("the issuer does not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IssuerFailure("the sign-in was interrupted");
        } finally {
            http.shutdownNow();
        }
    }
}
