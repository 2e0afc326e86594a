package io.voxgate.connection;

import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request of this installation to its own callback URL, as the vendor would reach it. It is signed with the
 * connection's key, which every replica has and no one else, and so is the answer: another listener there is found out.
 * Pure; what is asked is stored nowhere.
 */
public final class CallbackRoundTrip {
    private static final String HEADER = "Voxgate-Round-Trip";
    private static final String ANSWER = "roundTrip";
    private static final int NONCE_LENGTH = 32;

    private CallbackRoundTrip() {}

    /** Whether the connection has a secret to sign with: one whose role needs no key may have none. */
    static boolean isPossible(VendorInfo info, Connection connection) {
        return sign(info, connection, "ask", "").isPresent();
    }

    /** The request, with a nonce of 16 bytes. */
    static HttpCall ask(VendorInfo info, Connection connection, URI callback, byte[] random) {
        String nonce = HexFormat.of().formatHex(random);
        return new HttpCall(
                "callbackRoundTrip",
                "POST",
                callback,
                Map.of(
                        "Content-Type",
                        "application/json",
                        HEADER,
                        nonce + "." + sign(info, connection, "ask", nonce).orElse("")),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to such a request of one of these connections; empty for any other request, which is a callback. */
    public static Optional<HttpReply> answer(VendorInfo info, List<Connection> owners, CallbackRequest request) {
        String[] parts = request.header(HEADER).orElse("").split("\\.", 2);
        if (parts.length < 2 || parts[0].length() != NONCE_LENGTH) {
            return Optional.empty();
        }
        return owners.stream()
                .filter(owner -> same(sign(info, owner, "ask", parts[0]), parts[1]))
                .findFirst()
                .flatMap(owner -> sign(info, owner, "answer", parts[0]))
                .map(signed -> HttpReply.json(200, Json.write(Json.object().put(ANSWER, signed))));
    }

    /** Whether a reply is this installation's answer to a request. */
    static boolean completes(VendorInfo info, Connection connection, HttpCall asked, HttpReply reply) {
        String nonce = asked.headers().getOrDefault(HEADER, "").split("\\.", 2)[0];
        String signed = Json.parse(reply.bodyText())
                .map(body -> body.path(ANSWER).asText())
                .orElse("");
        return reply.status() == 200 && same(sign(info, connection, "answer", nonce), signed);
    }

    private static boolean same(Optional<String> expected, String given) {
        return expected.filter(text -> MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private static Optional<String> sign(VendorInfo info, Connection connection, String role, String nonce) {
        return Stream.of(SecretPart.KEY_SECRET, SecretPart.JOIN_KEY, SecretPart.CALLBACK_SECRET)
                .flatMap(part -> SandboxAccountDirectory.secret(info, connection.secrets(), part).stream())
                .findFirst()
                .map(secret ->
                        hmac(secret, "voxgate round trip " + role + " " + connection.callbackToken() + " " + nonce));
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
