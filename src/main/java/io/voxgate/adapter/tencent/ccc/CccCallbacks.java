package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.EventData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contact center's data push: {@code POST ?action=cdr|record&version=1}. It carries no signature of the body; what
 * proves the sender is the Basic user and password entered in the console.
 */
final class CccCallbacks {
    private CccCallbacks() {}

    static CallbackVerification verify(CallbackRequest request, CredentialValues secrets) {
        Optional<String> expected = secrets.connection("pushUser")
                .flatMap(user -> secrets.connection("pushPassword")
                        .map(password -> basic(user.reveal() + ":" + password.reveal())));
        if (expected.isEmpty()) {
            return new CallbackVerification.Refused(
                    "The connection has no pushUser and pushPassword, so nobody can tell whose push this is. "
                            + "Choose Basic authentication in the data push's settings and put the same two into the connection.");
        }
        boolean equal = MessageDigest.isEqual(
                expected.get().getBytes(StandardCharsets.UTF_8), given(request).getBytes(StandardCharsets.UTF_8));
        return equal
                ? new CallbackVerification.Verified()
                : new CallbackVerification.Refused("The push's Basic user or password is not the connection's.");
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String given(CallbackRequest request) {
        String header = request.header("Authorization").orElse("").strip();
        return header.regionMatches(true, 0, "Basic ", 0, 6)
                ? header.substring(6).strip()
                : "";
    }

    static List<VendorEvent> events(CallbackRequest request) {
        Optional<JsonNode> parsed = Json.parse(request.body()).filter(JsonNode::isObject);
        JsonNode raw =
                parsed.orElseGet(() -> Json.object().put("body", new String(request.body(), StandardCharsets.UTF_8)));
        EventData data = data(request.query().getOrDefault("action", ""), raw);
        VendorEvent event =
                new VendorEvent(raw.path("SessionId").asText(), dedupeKey(request), occurredAt(raw), data, raw);
        return data instanceof EventData.Ended
                ? Stream.concat(began(event), Stream.of(event)).toList()
                : List.of(event);
    }

    /** A record of a call that was answered also says when: perhaps it was not looked up while it lasted. */
    private static Stream<VendorEvent> began(VendorEvent ended) {
        return CccEnds.time(ended.raw(), "AcceptTimestamp").stream()
                .map(at -> new VendorEvent(
                        ended.vendorSessionId(),
                        ended.dedupeKey() + ":began",
                        at,
                        new EventData.Started(),
                        ended.raw()));
    }

    private static EventData data(String action, JsonNode raw) {
        return action.equals("cdr") && !raw.path("SessionId").asText().isEmpty()
                ? CccEnds.of(raw).<EventData>map(EventData.Ended::new).orElseGet(() -> other(action, raw))
                : other(action, raw);
    }

    private static EventData other(String action, JsonNode raw) {
        ObjectNode kept = Json.object().put("action", action);
        kept.set("push", raw);
        return new EventData.VendorOther(Json.MAPPER.convertValue(
                kept, Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
    }

    private static Instant occurredAt(JsonNode raw) {
        return CccEnds.time(raw, "EndedTimestamp")
                .or(() -> CccEnds.time(raw, "Timestamp"))
                .or(() -> CccEnds.time(raw, "StartTimestamp"))
                .or(() -> CccEnds.time(raw, "Time"))
                .orElse(Instant.EPOCH);
    }

    private static String dedupeKey(CallbackRequest request) {
        return request.header("X-TCCC-PUSH-UUID")
                .filter(uuid -> !uuid.isBlank())
                .orElseGet(() -> hash(request.query().getOrDefault("action", ""), request.body()));
    }

    private static String hash(String action, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(action.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static HttpReply acknowledge() {
        return HttpReply.json(200, "{\"ErrCode\":0,\"ErrMsg\":\"ok\"}");
    }
}
