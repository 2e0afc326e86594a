package io.voxgate.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came over the wire.
 *
 * @param rawPath as received, not decoded
 * @param rawQuery as received, not decoded; {@code ""} when there is none
 * @param headers names in any case; several values joined by a comma
 */
public record SandboxRequest(String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {

    public SandboxRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
