package io.voxgate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What came back for one request.
 *
 * @param outcome the status, or {@link #CUT}, {@link #SILENT}, {@link #REFUSED}
 * @param bytes of head and body
 * @param headers by name in lower case
 * @param body its beginning, at most {@link WireConnection#KEPT} bytes
 */
record WireAnswer(String outcome, long bytes, Map<String, String> headers, byte[] body) {
    /** The connection ended before the answer did. */
    static final String CUT = "cut";

    /** No answer in time. */
    static final String SILENT = "silent";

    /** No connection. */
    static final String REFUSED = "refused";

    static WireAnswer none(String outcome, long bytes) {
        return new WireAnswer(outcome, bytes, Map.of(), new byte[0]);
    }

    boolean is(int status) {
        return outcome.equals(Integer.toString(status));
    }

    /** 2xx. */
    boolean good() {
        return outcome.matches("2\\d\\d");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; an empty object when it is none. */
    JsonNode json() {
        return Json.parse(body).orElseGet(Json::object);
    }
}
