package io.voxgate.adapter;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A callback as it came in.
 *
 * @param query decoded query parameters
 * @param headers names in any case
 * @param body the raw bytes; signatures are over these
 */
public record CallbackRequest(Map<String, String> query, Map<String, String> headers, byte[] body) {

    public CallbackRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
        query = Map.copyOf(query);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
