package io.voxgate.adapter.alibaba;

import io.voxgate.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Alibaba Cloud's signature version 3, ACS3-HMAC-SHA256, of a POST to one path. Document: vendor page "V3 request
 * structure and signature"; vectors in the tests.
 */
public final class Acs3 {
    public static final String CONTENT_HASH = "x-acs-content-sha256";
    private static final String ALGORITHM = "ACS3-HMAC-SHA256";

    private Acs3() {}

    /**
     * What is signed.
     *
     * @param path as on the wire, {@code /} at the vendor's own endpoint
     * @param query the parameters of the URL, encoded and sorted; {@code ""} when there are none
     * @param headers the headers to sign by lower-case name, {@link #CONTENT_HASH} among them
     */
    public record SignableRequest(String path, String query, SortedMap<String, String> headers) {

        private String signedHeaders() {
            return String.join(";", headers.keySet());
        }

        private String canonical() {
            String lines = headers.entrySet().stream()
                    .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                    .collect(Collectors.joining());
            return "POST\n" + path + "\n" + query + "\n" + lines + "\n" + signedHeaders() + "\n"
                    + headers.get(CONTENT_HASH);
        }
    }

    /** The value of the {@code Authorization} header. */
    public static String authorization(String accessKeyId, SecretText accessKeySecret, SignableRequest request) {
        String toSign = ALGORITHM + "\n" + hash(utf8(request.canonical()));
        String signature = HexFormat.of().formatHex(hmac(utf8(accessKeySecret.reveal()), utf8(toSign)));
        return ALGORITHM + " Credential=" + accessKeyId + ",SignedHeaders=" + request.signedHeaders() + ",Signature="
                + signature;
    }

    /** Lower-case hex of the SHA-256 of some bytes. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** HMAC-SHA256 of some bytes. */
    public static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
