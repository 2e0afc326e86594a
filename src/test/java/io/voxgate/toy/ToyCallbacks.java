package io.voxgate.toy;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Parlour's callbacks: {@code {"number","task","at","what",…}}, signed in {@code X-Toy-Signature}. */
final class ToyCallbacks {
    private ToyCallbacks() {}

    static CallbackVerification verify(CallbackRequest request, CredentialValues secrets) {
        byte[] expected =
                ToySigning.hmac(secrets.required("bell"), request.body()).getBytes(StandardCharsets.US_ASCII);
        byte[] given = request.header("X-Toy-Signature").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given)
                ? new CallbackVerification.Verified()
                : new CallbackVerification.Refused("The signature differs.");
    }

    static List<VendorEvent> events(CallbackRequest request) {
        return Json.parse(request.body())
                .filter(body -> body.path("task").isTextual())
                .map(ToyCallbacks::event)
                .stream()
                .toList();
    }

    private static VendorEvent event(JsonNode body) {
        return new VendorEvent(
                body.get("task").asText(),
                body.path("number").asText(),
                Instant.ofEpochMilli(body.path("at").asLong()),
                data(body),
                body);
    }

    private static EventData data(JsonNode body) {
        return switch (body.path("what").asText()) {
            case "opened" -> new EventData.Started();
            case "said" ->
                new EventData.TranscriptAdded(
                        EventData.SpeakerRole.USER, null, body.path("text").asText(), null, null, null);
            case "closed" ->
                new EventData.Ended(SessionEnd.of(
                        EndReason.COMPLETED, EndedBy.OPERATOR, body.path("why").asText()));
            default ->
                new EventData.VendorOther(Map.of("what", body.path("what").asText()));
        };
    }
}
