package io.voxgate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpCall;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests of probes, and the URLs that they are made of. */
final class ProbeRequest {
    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private ProbeRequest(URI uri) {
        this.uri = uri;
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "Voxgate-Verify/1");
    }

    static ProbeRequest to(URI uri) {
        return new ProbeRequest(uri);
    }

    ProbeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ProbeRequest bearer(SecretText key) {
        return header("Authorization", "Bearer " + key.reveal());
    }

    HttpCall get(String operation) {
        return new HttpCall(operation, "GET", uri, headers, new byte[0]);
    }

    HttpCall post(String operation, ObjectNode body) {
        return post(operation, "application/json", Json.write(body));
    }

    HttpCall post(String operation, String type, String body) {
        headers.put("Content-Type", type);
        return new HttpCall(operation, "POST", uri, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A URL of the agent; empty when it is none that can be called. */
    static Optional<URI> url(@Nullable String text) {
        try {
            return Optional.ofNullable(text == null ? null : new URI(text))
                    .filter(uri -> uri.getHost() != null)
                    .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** The same URL with another path, its query kept. */
    static URI withPath(URI uri, String path) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path + query);
    }

    /** The path without slashes at its end. */
    static String path(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** A text as one part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A region, a model or a voice that stands for a value of the session, or is missing. */
    static boolean unusable(@Nullable String text) {
        return text == null || text.isBlank() || text.contains("{{");
    }
}
