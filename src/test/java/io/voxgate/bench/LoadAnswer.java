package io.voxgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * What came back for one request of a load.
 *
 * @param status 0: the connection broke
 */
record LoadAnswer(int status, byte[] body) {
    static final LoadAnswer NONE = new LoadAnswer(0, new byte[0]);

    /** The body as JSON; an empty object when it is none. */
    JsonNode json() {
        return Json.parse(body).orElseGet(Json::object);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
