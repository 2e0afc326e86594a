package io.voxgate.sandbox.tencent;

import io.voxgate.sandbox.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client's signature, as {@code signing.md} writes it down; every part of a call can be set. */
public record Tc3Signer(String secretId, String secretKey, String service, String host, Instant time) {

    /** A signed call. */
    public SandboxRequest call(String action, String version, String region, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Host", host);
        headers.put("X-TC-Action", action);
        headers.put("X-TC-Version", version);
        headers.put("X-TC-Region", region);
        headers.put("X-TC-Timestamp", Long.toString(time.getEpochSecond()));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.put("Authorization", authorization(bytes));
        return new SandboxRequest("POST", "/", "", headers, bytes);
    }

    public String authorization(byte[] body) {
        return "TC3-HMAC-SHA256 Credential=" + secretId + "/" + date() + "/" + service
                + "/tc3_request, SignedHeaders=content-type;host, Signature=" + signature(sha256(body));
    }

    /** The signature over {@code content-type;host} and this body hash. */
    public String signature(String bodyHash) {
        String canonical = "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:" + host
                + "\n\ncontent-type;host\n" + bodyHash;
        return signCanonical(canonical);
    }

    public String signCanonical(String canonical) {
        String scope = date() + "/" + service + "/tc3_request";
        String toSign = "TC3-HMAC-SHA256\n" + time.getEpochSecond() + "\n" + scope + "\n" + sha256(bytes(canonical));
        byte[] key = hmac(hmac(hmac(bytes("TC3" + secretKey), date()), service), "tc3_request");
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    public String date() {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(time.atZone(ZoneOffset.UTC));
    }

    public static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(byte[] key, String data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
