package io.voxgate.adapter.tencent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

/** The credential with which a participant joins a TRTC room (TLS 2.0 UserSig). */
public final class UserSig {
    private UserSig() {}

    /** A UserSig for one user of one app, valid from {@code now} for so long (whole seconds). */
    public static String mint(SecretText sdkSecretKey, long sdkAppId, String userId, Instant now, Duration valid) {
        ObjectNode document = Json.object();
        document.put("TLS.ver", "2.0");
        document.put("TLS.identifier", userId);
        document.put("TLS.sdkappid", sdkAppId);
        document.put("TLS.expire", valid.toSeconds());
        document.put("TLS.time", now.getEpochSecond());
        document.put("TLS.sig", signature(sdkSecretKey, sdkAppId, userId, now, valid));
        String base64 =
                Base64.getEncoder().encodeToString(deflate(Json.write(document).getBytes(StandardCharsets.UTF_8)));
        return base64.replace('+', '*').replace('/', '-').replace('=', '_');
    }

    static String signature(SecretText sdkSecretKey, long sdkAppId, String userId, Instant now, Duration valid) {
        String content = "TLS.identifier:" + userId + "\nTLS.sdkappid:" + sdkAppId + "\nTLS.time:"
                + now.getEpochSecond() + "\nTLS.expire:" + valid.toSeconds() + "\n";
        return Base64.getEncoder()
                .encodeToString(Tc3.hmac(sdkSecretKey.reveal().getBytes(StandardCharsets.UTF_8), content));
    }

    private static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Its own deflater, which is freed when the stream is closed; one that is passed in would not be.
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return out.toByteArray();
    }
}
