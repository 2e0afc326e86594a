package io.voxgate.adapter.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;

/** Tencent's envelope: HTTP 200 in both outcomes, told apart by {@code Response.Error}. */
public sealed interface TencentReply {

    record Success(JsonNode response) implements TencentReply {}

    record Failure(VendorError error) implements TencentReply {}

    /** Not Tencent's envelope: a proxy's page, a cut-off body, another status. */
    record Broken(String why) implements TencentReply {}

    /** Reads any bytes; never throws. */
    static TencentReply of(String vendor, HttpReply reply) {
        if (reply.status() != 200) {
            return new Broken("The vendor answered HTTP " + reply.status() + ".");
        }
        JsonNode response =
                Json.parse(reply.body()).map(body -> body.path("Response")).orElse(Json.object());
        if (!response.isObject() || response.isEmpty()) {
            return new Broken("The vendor's answer is not its documented JSON.");
        }
        JsonNode error = response.path("Error");
        if (error.path("Code").isTextual()) {
            String requestId = response.path("RequestId").isTextual()
                    ? response.path("RequestId").asText()
                    : null;
            return new Failure(new VendorError(
                    vendor, error.path("Code").asText(), error.path("Message").asText(), requestId));
        }
        return error.isMissingNode() ? new Success(response) : new Broken("The vendor's error has no code.");
    }
}
