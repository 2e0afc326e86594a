package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.alibaba.Acs3;
import io.voxgate.json.Json;
import io.voxgate.model.EventData;
import io.voxgate.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The app's generic callbacks. The vendor documents the header {@code DingRTC-Signature: AppId.UnixSeconds.Signature}
 * and the envelope, but no event of an AI agent, so each becomes {@code vendor.other}. The formula is the one that
 * third-party code implements: lower-case hex of HMAC-SHA256 over the raw body followed by the seconds. How old a
 * callback may be is not documented; a replay finds its event id taken.
 */
final class AlibabaRtcCallbacks {
    private static final Pattern HEADER = Pattern.compile("(.+)\\.([0-9]{1,12})\\.([0-9A-Fa-f]{64})");
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private AlibabaRtcCallbacks() {}

    static CallbackVerification verify(CallbackRequest request, VendorAccount account, CredentialValues secrets) {
        Optional<SecretText> key = secrets.connection("callbackKey");
        if (key.isEmpty()) {
            return new CallbackVerification.Refused(
                    "The connection has no callbackKey, so no callback can be trusted.");
        }
        Matcher header = HEADER.matcher(request.header("DingRTC-Signature").orElse(""));
        if (!header.matches()) {
            return new CallbackVerification.Refused("DingRTC-Signature is missing or is not AppId.seconds.signature.");
        }
        byte[] expected = Acs3.hmac(bytes(key.get().reveal()), signed(request.body(), header.group(2)));
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(header.group(3)))) {
            return new CallbackVerification.Refused("DingRTC-Signature does not fit the body.");
        }
        return account.text("appId").filter(header.group(1)::equals).isPresent()
                ? new CallbackVerification.Verified()
                : new CallbackVerification.Refused("The callback is of another app.");
    }

    private static byte[] signed(byte[] body, String seconds) {
        byte[] suffix = bytes(seconds);
        byte[] signed = new byte[body.length + suffix.length];
        System.arraycopy(body, 0, signed, 0, body.length);
        System.arraycopy(suffix, 0, signed, body.length, suffix.length);
        return signed;
    }

    static List<VendorEvent> events(CallbackRequest request) {
        JsonNode body = Json.parse(request.body())
                .filter(ObjectNode.class::isInstance)
                .orElseGet(() -> Json.object().put("body", new String(request.body(), StandardCharsets.UTF_8)));
        String id = text(body.path("eventId"));
        return List.of(new VendorEvent(
                task(body.path("eventData")),
                id.isEmpty() ? Acs3.hash(request.body()) : id,
                happened(body, request),
                new EventData.VendorOther(Json.MAPPER.convertValue(body, MAP)),
                body));
    }

    private static String task(JsonNode data) {
        return Stream.of("taskId", "TaskId")
                .map(data::path)
                .map(AlibabaRtcCallbacks::text)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode value) {
        return value.isTextual() || value.isNumber() ? value.asText() : "";
    }

    private static Instant happened(JsonNode body, CallbackRequest request) {
        if (body.path("notifyTime").canConvertToLong()
                && body.path("notifyTime").isIntegralNumber()) {
            return Instant.ofEpochMilli(body.path("notifyTime").asLong());
        }
        Matcher header = HEADER.matcher(request.header("DingRTC-Signature").orElse(""));
        return header.matches() ? Instant.ofEpochSecond(Long.parseLong(header.group(2))) : Instant.EPOCH;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
