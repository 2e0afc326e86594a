package io.voxgate.adapter;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed request, byte for byte as it goes out. Its URL and headers may hold secrets (Alibaba's parameters travel in
 * the query), so {@code toString} shows neither.
 *
 * @param headers in order, by the names that were signed
 */
public record HttpCall(String operation, String method, URI uri, Map<String, String> headers, byte[] body) {

    public HttpCall {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return operation + " " + method + " " + uri.getHost() + " (" + body.length + " bytes)";
    }
}
