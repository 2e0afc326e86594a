package io.voxgate.fuzz;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Operations.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What TRTC would never send, signed as TRTC signs it: whatever the vendor says, it is taken, kept and answered, and
 * nothing breaks.
 */
final class CallbackCases {
    private static final String KEY = "callbackKey0001";
    private static final List<String> PARTS = List.of(
            "EventGroupId",
            "EventType",
            "CallbackTs",
            "EventMsTs",
            "Payload",
            "UserId",
            "Text",
            "StartTimeMs",
            "EndTimeMs",
            "RoundId",
            "Metric",
            "Value",
            "LeaveCode",
            "Status",
            "Tag");

    private final Operation operation;
    private final Call call;
    private final Target target;
    private final Random random;

    /**
     * To whom the callbacks are.
     *
     * @param task the vendor's handle of a session that runs
     * @param app of its connection
     */
    record Target(String task, String app) {}

    CallbackCases(Operation operation, Call call, Target target, Random random) {
        this.operation = operation;
        this.call = call;
        this.target = target;
        this.random = random;
    }

    List<FuzzCase> all() {
        List<FuzzCase> cases = new ArrayList<>();
        HostileValues.NO_JSON.forEach(text -> cases.add(signed("no JSON: " + text, bytes(text))));
        for (String part : PARTS) {
            HostileValues.TEXTS.forEach(
                    text -> cases.add(signed(part + " is a hostile text", with(part, "\"" + text + "\""))));
            HostileValues.NUMBERS.forEach(number -> cases.add(signed(part + " is " + number, with(part, number))));
            List.of(
                            "null",
                            "true",
                            "[]",
                            "{}",
                            "[".repeat(3000) + "]".repeat(3000),
                            "{\"a\":".repeat(3000) + "1" + "}".repeat(3000))
                    .forEach(value -> cases.add(signed(
                            part + " is " + value.substring(0, Math.min(9, value.length())), with(part, value))));
        }
        cases.add(signed(
                "the same name twice", bytes(event().replace("\"EventType\"", "\"EventType\":902,\"EventType\""))));
        cases.add(signed("bytes that are no UTF-8", broken()));
        cases.add(FuzzCase.status(operation, "one byte too many", sent(bytes(" ".repeat((1 << 18) + 1))), 413));
        cases.add(FuzzCase.status(
                operation,
                "signed with another key",
                call.header("Sign", sign(bytes(event()), "anotherKey"))
                        .header("SdkAppId", target.app())
                        .body("application/json", bytes(event())),
                401));
        cases.add(FuzzCase.status(operation, "not signed", call.body("application/json", bytes(event())), 401));
        return cases;
    }

    /** An event of any type, documented or not, of the session that runs. */
    private String event() {
        int type = 900 + random.nextInt(12);
        return ("{\"EventGroupId\":9,\"EventType\":%d,\"CallbackTs\":1700000000000,"
                        + "\"EventInfo\":{\"EventMsTs\":%d,\"TaskId\":\"%s\",\"RoomId\":\"r\",\"RoomIdType\":1,"
                        + "\"Payload\":{\"UserId\":\"u\",\"Text\":\"t\",\"StartTimeMs\":1,\"EndTimeMs\":2,\"RoundId\":\"1\","
                        + "\"Metric\":\"asr_latency\",\"Value\":3,\"LeaveCode\":7,\"Status\":5,\"Tag\":{}}}}")
                .formatted(type == 902 ? 903 : type, 1_700_000_000_000L + random.nextInt(1000), target.task());
    }

    private byte[] with(String part, String value) {
        String event = event();
        int from = event.indexOf("\"" + part + "\":") + part.length() + 3;
        int to = part.equals("Payload") ? event.length() - 2 : end(event, from);
        return bytes(event.substring(0, from) + value + event.substring(to));
    }

    private static int end(String event, int from) {
        int comma = event.indexOf(',', from);
        int brace = event.indexOf('}', from);
        return event.charAt(from) == '{' ? event.indexOf('}', from) + 1 : comma < 0 ? brace : Math.min(comma, brace);
    }

    private byte[] broken() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] halves = event().split("\"t\"", 2);
        out.writeBytes(bytes(halves[0] + "\""));
        out.writeBytes(
                new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff, (byte) 0xfe, (byte) 0xed, (byte) 0xa0, (byte) 0x80});
        out.writeBytes(bytes("\"" + halves[1]));
        return out.toByteArray();
    }

    private FuzzCase signed(String what, byte[] body) {
        return FuzzCase.harmless(operation, what, sent(body));
    }

    private Call sent(byte[] body) {
        return call.header("Sign", sign(body, KEY))
                .header("SdkAppId", target.app())
                .body("application/json", body);
    }

    private static String sign(byte[] body, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
