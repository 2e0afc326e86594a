package io.voxgate.testkit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request.
 *
 * @param path concrete and encoded
 * @param query decoded
 * @param body empty: none is sent
 */
public record Call(
        String method, String path, Map<String, String> query, Map<String, String> headers, Optional<byte[]> body) {
    private static final int SHOWN = 4000;

    public Call {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public static Call of(String method, String path) {
        return new Call(method.toUpperCase(Locale.ROOT), path, Map.of(), Map.of(), Optional.empty());
    }

    public Call path(String other) {
        return new Call(method, other, query, headers, body);
    }

    public Call query(String name, String value) {
        return new Call(method, path, with(query, name, value), headers, body);
    }

    public Call header(String name, String value) {
        return new Call(method, path, query, with(headers, name, value), body);
    }

    public Call key(String key) {
        return header("Authorization", "Bearer " + key);
    }

    public Call json(String text) {
        return body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public Call body(String mediaType, byte[] bytes) {
        return new Call(method, path, query, with(headers, "Content-Type", mediaType), Optional.of(bytes));
    }

    /** Path and query as they stand in the request line. */
    public String target() {
        return query.isEmpty()
                ? path
                : path + "?"
                        + query.entrySet().stream()
                                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                                .collect(Collectors.joining("&"));
    }

    /** The same request by hand; keys are left out. */
    public String curl(URI base) {
        StringBuilder line = new StringBuilder("curl -i -X " + method + " '" + base + target() + "'");
        headers.forEach((name, value) -> line.append(" -H '")
                .append(name)
                .append(": ")
                .append(name.equals("Authorization") ? "Bearer $KEY" : value.replace("'", "'\\''"))
                .append('\''));
        body.ifPresent(bytes -> line.append(" --data-binary ").append(shown(bytes)));
        return line.length() > SHOWN
                ? line.substring(0, SHOWN) + "… (" + line.length() + " characters)"
                : line.toString();
    }

    private static String shown(byte[] bytes) {
        StringBuilder text = new StringBuilder("$'");
        for (byte one : bytes) {
            text.append(
                    one >= ' ' && one < 127 && one != '\'' && one != '\\'
                            ? String.valueOf((char) one)
                            : "\\x%02x".formatted(one));
        }
        return text.append('\'').toString();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
