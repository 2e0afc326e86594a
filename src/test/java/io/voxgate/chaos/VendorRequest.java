package io.voxgate.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it came to the vendors.
 *
 * @param body Tencent's JSON, or Alibaba's parameters as texts
 */
record VendorRequest(String action, JsonNode body) {
    private static final Pattern MARKER = Pattern.compile("order-[0-9]+");

    /** @param headers by their names in lower case */
    static VendorRequest of(String target, Map<String, String> headers, byte[] body) {
        String tencent = headers.get("x-tc-action");
        if (tencent != null) {
            return new VendorRequest(tencent, Json.parse(body).orElseGet(Json::object));
        }
        ObjectNode parameters = Json.object();
        int query = target.indexOf('?');
        String pairs = query >= 0 ? target.substring(query + 1) : new String(body, StandardCharsets.UTF_8);
        for (String pair : pairs.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new VendorRequest(headers.getOrDefault("x-acs-action", ""), parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    ChaosVendor vendor() {
        return switch (action) {
            case "StartAgent", "GetAgent", "StopAgent" -> ChaosVendor.ALIBABA;
            case "StartAIConversation", "DescribeAIConversation", "StopAIConversation" -> ChaosVendor.TRTC;
            default -> ChaosVendor.CCC;
        };
    }

    boolean start() {
        return action.equals("StartAIConversation") || action.equals("CreateAICall") || action.equals("StartAgent");
    }

    /** The order that a start is for, as the agent's greeting says. */
    String marker() {
        Matcher marker = MARKER.matcher(Json.write(body));
        return marker.find() ? marker.group() : "";
    }

    String text(String name) {
        return body.path(name).asText();
    }

    /** What it is about, for the ledger. */
    String about() {
        return start() ? marker() : text("TaskId") + text("SessionId");
    }
}
