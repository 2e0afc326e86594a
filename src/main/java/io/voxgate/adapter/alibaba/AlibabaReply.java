package io.voxgate.adapter.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alibaba's answer: the fields themselves with HTTP 2xx, {@code Code} and {@code Message} with HTTP 4xx and 5xx. Names
 * may be in lower case.
 */
public sealed interface AlibabaReply {

    record Success(JsonNode answer) implements AlibabaReply {}

    record Failure(VendorError error) implements AlibabaReply {}

    /** Not Alibaba's answer: a proxy's page, a cut-off body, an error without a code. */
    record Broken(String why) implements AlibabaReply {}

    /** Reads any bytes; never throws. Which error it is, only the code says: throttling is an HTTP 400. */
    static AlibabaReply of(String vendor, HttpReply reply) {
        JsonNode body = Json.parse(reply.body()).filter(JsonNode::isObject).orElse(Json.object());
        Optional<String> code = text(body, "Code", "code").filter(text -> !text.equals("(null)"));
        boolean done = reply.status() >= 200 && reply.status() < 300;
        if (done && text(body, "RequestId", "requestId").isPresent()) {
            return new Success(body);
        }
        if (reply.status() >= 400 && code.isPresent()) {
            return new Failure(new VendorError(
                    vendor, code.get(), text(body, "Message", "message").orElse(""), requestId(body)));
        }
        return new Broken("The vendor answered HTTP " + reply.status() + " without its documented JSON.");
    }

    private static @Nullable String requestId(JsonNode body) {
        return text(body, "RequestId", "requestId").orElse(null);
    }

    private static Optional<String> text(JsonNode body, String name, String variant) {
        JsonNode node = body.has(name) ? body.get(name) : body.path(variant);
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }
}
