package io.voxgate.sandbox.tencent;

import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TC3-HMAC-SHA256 signature as it was received, to be recomputed from what was received. The service comes from the
 * credential scope, the headers from the list that the client signed.
 */
final class Tc3Check {
    static final Duration SKEW = Duration.ofMinutes(5);
    private static final Pattern AUTHORIZATION =
            Pattern.compile("TC3-HMAC-SHA256 Credential=([^/,\\s]+)/(\\d{4}-\\d{2}-\\d{2})/([^/,\\s]+)/tc3_request, "
                    + "?SignedHeaders=([^,\\s]+), ?Signature=([0-9a-f]{64})");

    private final SandboxRequest request;
    private final Matcher parts;
    private final long timestamp;

    private Tc3Check(SandboxRequest request, Matcher parts, long timestamp) {
        this.request = request;
        this.parts = parts;
        this.timestamp = timestamp;
    }

    /**
     * Empty when the Authorization header is malformed, or its day is not that of the timestamp, or it signs too
     * little.
     */
    static Optional<Tc3Check> of(SandboxRequest request, long timestamp) {
        Matcher parts = AUTHORIZATION.matcher(request.header("Authorization").orElse(""));
        if (!parts.matches()) {
            return Optional.empty();
        }
        Tc3Check check = new Tc3Check(request, parts, timestamp);
        List<String> signed = check.signedHeaders();
        boolean enough = signed.contains("content-type")
                && signed.contains("host")
                && signed.stream().allMatch(name -> request.header(name).isPresent());
        return enough && check.dayOfTimestamp().equals(parts.group(2)) ? Optional.of(check) : Optional.empty();
    }

    String secretId() {
        return parts.group(1);
    }

    boolean inTime(Instant now) {
        return Duration.between(Instant.ofEpochSecond(timestamp), now).abs().compareTo(SKEW) <= 0;
    }

    /**
     * Whether this secret made the signature. Header values may be signed as sent or in lower case: both spellings are
     * in use for headers other than the two that must be signed.
     */
    boolean madeWith(String secretKey) {
        String asSent = signature(secretKey, UnaryOperator.identity());
        String lower = signature(secretKey, value -> value.toLowerCase(Locale.ROOT));
        return SandboxJson.same(asSent, parts.group(5)) || SandboxJson.same(lower, parts.group(5));
    }

    private String signature(String secretKey, UnaryOperator<String> spelling) {
        String date = parts.group(2);
        String service = parts.group(3);
        String canonical = String.join(
                "\n",
                request.method(),
                "/",
                request.rawQuery(),
                canonicalHeaders(spelling),
                String.join(";", signedHeaders()),
                bodyHash());
        String toSign = String.join(
                "\n",
                "TC3-HMAC-SHA256",
                Long.toString(timestamp),
                date + "/" + service + "/tc3_request",
                SandboxJson.sha256Hex(SandboxJson.utf8(canonical)));
        byte[] dateKey = hmac(SandboxJson.utf8("TC3" + secretKey), date);
        byte[] signingKey = hmac(hmac(dateKey, service), "tc3_request");
        return SandboxJson.hex(hmac(signingKey, toSign));
    }

    private String canonicalHeaders(UnaryOperator<String> spelling) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders()) {
            lines.append(name)
                    .append(':')
                    .append(spelling.apply(request.header(name).orElse("").strip()))
                    .append('\n');
        }
        return lines.toString();
    }

    private String bodyHash() {
        boolean unsigned = request.header("X-TC-Content-SHA256")
                .filter("UNSIGNED-PAYLOAD"::equals)
                .isPresent();
        return SandboxJson.sha256Hex(unsigned ? SandboxJson.utf8("UNSIGNED-PAYLOAD") : request.body());
    }

    private List<String> signedHeaders() {
        return List.of(parts.group(4).toLowerCase(Locale.ROOT).split(";")).stream()
                .sorted()
                .toList();
    }

    private String dayOfTimestamp() {
        return LocalDate.ofInstant(Instant.ofEpochSecond(timestamp), ZoneOffset.UTC)
                .toString();
    }

    private static byte[] hmac(byte[] key, String data) {
        return SandboxJson.mac("HmacSHA256", key, SandboxJson.utf8(data));
    }
}
