package io.voxgate.sandbox.alibaba;

import io.voxgate.sandbox.SandboxRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request's parameters, decoded: those of the query and those of a form body. Sorted by name. */
record RpcParameters(Map<String, String> query, Map<String, String> form) {
    private static final String FORM = "application/x-www-form-urlencoded";

    static RpcParameters of(SandboxRequest request) {
        String type = request.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .split(";", 2)[0]
                .strip();
        String body = new String(request.body(), StandardCharsets.UTF_8);
        if (!body.isEmpty() && !type.equals(FORM)) {
            throw new AlibabaRefusal(400, "InvalidParameter.Format", "A body has to be " + FORM + ".");
        }
        return new RpcParameters(decoded(request.rawQuery()), decoded(body));
    }

    /** The operation, where a parameter names it. */
    Optional<String> action() {
        return Optional.ofNullable(query.get("Action")).or(() -> Optional.ofNullable(form.get("Action")));
    }

    /** All of them; one that stands in both places is refused. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(query);
        form.forEach((name, value) -> {
            if (all.put(name, value) != null) {
                throw twice(name);
            }
        });
        return all;
    }

    /** Names and values percent-encoded by RFC 3986, joined. */
    static String canonical(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static Map<String, String> decoded(String pairs) {
        Map<String, String> decoded = new TreeMap<>();
        for (String pair : pairs.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=');
                String name = decode(pair.substring(0, equals));
                if (decoded.put(name, decode(pair.substring(Math.min(equals + 1, pair.length())))) != null) {
                    throw twice(name);
                }
            }
        }
        return decoded;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AlibabaRefusal(400, "InvalidParameter.Format", "A parameter is not percent-encoded.");
        }
    }

    private static AlibabaRefusal twice(String name) {
        return new AlibabaRefusal(400, "InvalidParameter", "The parameter " + name + " is there twice.");
    }
}
