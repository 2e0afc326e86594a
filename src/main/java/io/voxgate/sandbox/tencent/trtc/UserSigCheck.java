package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.SandboxJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Opens a join credential and checks it as a room's door does. */
final class UserSigCheck {
    private static final int LARGEST = 8192;

    private final String key;
    private final String appId;

    UserSigCheck(String key, String appId) {
        this.key = key;
        this.appId = appId;
    }

    /** Whether this is that user's credential for the app, made with the app's key, and not expired. */
    boolean admits(String userId, String userSig, Instant now) {
        return unzip(userSig)
                .flatMap(SandboxJson::parse)
                .filter(sig -> fits(sig, userId, now))
                .isPresent();
    }

    private boolean fits(JsonNode sig, String userId, Instant now) {
        long time = sig.path("TLS.time").asLong(-1);
        long expire = sig.path("TLS.expire").asLong(-1);
        boolean numbers = sig.path("TLS.time").isIntegralNumber()
                && sig.path("TLS.expire").isIntegralNumber()
                && sig.path("TLS.sdkappid").isIntegralNumber();
        boolean ours = "2.0".equals(sig.path("TLS.ver").asText())
                && userId.equals(sig.path("TLS.identifier").asText())
                && appId.equals(sig.path("TLS.sdkappid").asText());
        boolean valid = expire > 0 && now.getEpochSecond() < time + expire;
        return numbers
                && ours
                && valid
                && SandboxJson.same(sig.path("TLS.sig").asText(), signature(userId, time, expire));
    }

    private String signature(String userId, long time, long expire) {
        String content = "TLS.identifier:" + userId + "\nTLS.sdkappid:" + appId + "\nTLS.time:" + time + "\nTLS.expire:"
                + expire + "\n";
        return Base64.getEncoder()
                .encodeToString(SandboxJson.mac("HmacSHA256", SandboxJson.utf8(key), SandboxJson.utf8(content)));
    }

    private static Optional<byte[]> unzip(String userSig) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder()
                    .decode(userSig.replace('*', '+').replace('-', '/').replace('_', '=')));
            byte[] plain = new byte[LARGEST];
            int length = inflater.inflate(plain);
            return inflater.finished() ? Optional.of(Arrays.copyOf(plain, length)) : Optional.empty();
        } catch (IllegalArgumentException | DataFormatException notACredential) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
