package io.voxgate.tck;

import io.voxgate.adapter.CallbackRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Callbacks as the vendors' pages say that they are made. */
final class Genuine {
    private static final String EVENT = """
            {"EventGroupId":\t9,"EventType":901,"CallbackTs":1687770730166,"EventInfo":{"EventMsTs":1622186275757,\
            "TaskId":"xx","RoomId":"1234","RoomIdType":0,"Payload":{"Status":0}}}""";

    private Genuine() {}

    static CallbackRequest trtc() {
        String sign = Base64.getEncoder().encodeToString(mac(TestAccount.secret("callbackKey"), EVENT));
        return request(Map.of(), Map.of("Sign", sign, "SdkAppId", Long.toString(TestAccount.SDK_APP_ID)), EVENT);
    }

    static CallbackRequest ccc() {
        String pair = TestAccount.secret("pushUser") + ":" + TestAccount.secret("pushPassword");
        return request(
                Map.of("action", "cdr", "version", "1"),
                Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))),
                "{\"SdkAppId\": 1400000001, \"SessionId\": \"s1\", \"EndStatus\": 1, \"AcceptTimestamp\": "
                        + "1767225601, \"EndedTimestamp\": 1767225609}");
    }

    static CallbackRequest alibaba() {
        String body = "{\"eventId\": \"e1\",\"eventType\":\"2001\",\"notifyTime\":1767225600000,"
                + "\"eventData\":{\"appId\":\"app1\",\"taskId\":\"t1\"}}";
        String signature = HexFormat.of().formatHex(mac(TestAccount.secret("callbackKey"), body + "1767225600"));
        return request(Map.of(), Map.of("DingRTC-Signature", TestAccount.APP_ID + ".1767225600." + signature), body);
    }

    static CallbackRequest toy() {
        String body = "{\"number\": 1,\"task\":\"t\",\"at\":1767225600000,\"what\":\"opened\"}";
        return request(
                Map.of(),
                Map.of("X-Toy-Signature", HexFormat.of().formatHex(mac(TestAccount.secret("bell"), body))),
                body);
    }

    private static CallbackRequest request(Map<String, String> query, Map<String, String> headers, String body) {
        return new CallbackRequest(query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
