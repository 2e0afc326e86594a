package io.voxgate.adapter.alibaba;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * RFC 3986 percent encoding of UTF-8, as both of Alibaba's signatures want it; on the wire it is a valid query and a
 * valid form as well.
 */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** Everything but letters, digits and {@code - _ . ~} as {@code %XX}. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The parameters in order of their names, joined by {@code &}. */
    public static String join(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream().map(PercentEncoding::pair).collect(Collectors.joining("&"));
    }

    private static String pair(Map.Entry<String, String> parameter) {
        return encode(parameter.getKey()) + "=" + encode(parameter.getValue());
    }
}
