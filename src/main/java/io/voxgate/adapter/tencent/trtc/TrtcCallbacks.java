package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.tencent.Tc3;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** TRTC's server callbacks, event group 9. */
final class TrtcCallbacks {
    private TrtcCallbacks() {}

    /**
     * {@code Sign} is Base64 of HMAC-SHA256 over the raw body. Without a callback key TRTC signs nothing, so its sender
     * is unknown.
     */
    static CallbackVerification verify(CallbackRequest request, VendorAccount account, CredentialValues secrets) {
        Optional<SecretText> key = secrets.connection("callbackKey");
        if (key.isEmpty()) {
            return new CallbackVerification.Refused(
                    "The connection has no callbackKey, so no callback can be trusted. Enter one in "
                            + "TRTC's console and put the same into the connection.");
        }
        byte[] expected = Base64.getEncoder()
                .encode(Tc3.hmac(key.get().reveal().getBytes(StandardCharsets.UTF_8), request.body()));
        if (!MessageDigest.isEqual(expected, request.header("Sign").orElse("").getBytes(StandardCharsets.UTF_8))) {
            return new CallbackVerification.Refused(
                    "The header Sign does not fit the body and the connection's callbackKey.");
        }
        return request.header("SdkAppId")
                        .filter(app ->
                                account.text("sdkAppId").filter(app::equals).isPresent())
                        .isPresent()
                ? new CallbackVerification.Verified()
                : new CallbackVerification.Refused("The header SdkAppId is missing or names another app.");
    }

    static List<VendorEvent> events(CallbackRequest request) {
        return Json.parse(request.body()).map(TrtcCallbacks::event).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Nothing without a task: other products of TRTC call back to the same address, and no session is theirs. */
    private static Optional<VendorEvent> event(JsonNode callback) {
        JsonNode info = callback.path("EventInfo");
        String task = info.path("TaskId").asText();
        if (task.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VendorEvent(
                task,
                dedupeKey(callback),
                occurredAt(callback),
                TrtcEvents.of(callback),
                callback,
                info.path("RoomId").asText()));
    }

    private static Instant occurredAt(JsonNode callback) {
        return Stream.of(
                        callback.path("EventInfo").path("EventMsTs"),
                        callback.path("CallbackTs"),
                        callback.path("CallbackMsTs"))
                .map(TrtcEvents::whole)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Instant::ofEpochMilli)
                .orElse(Instant.EPOCH);
    }

    /**
     * Equal for each try of one event: {@code CallbackTs} differs between tries, and several metrics share a
     * millisecond.
     */
    private static String dedupeKey(JsonNode callback) {
        ObjectNode identity = Json.object();
        Stream.of("EventGroupId", "EventInfo", "EventType")
                .forEach(name ->
                        identity.set(name, callback.path(name).isMissingNode() ? Json.text("") : callback.get(name)));
        try {
            byte[] canonical = Json.write(sorted(identity)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            return Json.array()
                    .addAll(node.valueStream().map(TrtcCallbacks::sorted).toList());
        }
        if (!node.isObject()) {
            return Json.text(node.asText());
        }
        TreeMap<String, JsonNode> byName = new TreeMap<>();
        node.properties().forEach(entry -> byName.put(entry.getKey(), sorted(entry.getValue())));
        ObjectNode sorted = Json.object();
        byName.forEach(sorted::set);
        return sorted;
    }

    static HttpReply acknowledge() {
        return HttpReply.json(200, "{\"code\":0}");
    }
}
