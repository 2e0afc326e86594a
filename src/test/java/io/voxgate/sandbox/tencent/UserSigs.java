package io.voxgate.sandbox.tencent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

/** A join credential, as {@code signing.md} section 6 writes it down. */
public record UserSigs(String key, String appId, String userId, Instant time, long expireSeconds) {

    public String inner() {
        String content = "TLS.identifier:" + userId + "\nTLS.sdkappid:" + appId + "\nTLS.time:" + time.getEpochSecond()
                + "\nTLS.expire:" + expireSeconds + "\n";
        return Base64.getEncoder().encodeToString(Tc3Signer.hmac(Tc3Signer.bytes(key), content));
    }

    public String text() {
        String json = """
                {"TLS.ver":"2.0","TLS.identifier":"%s","TLS.sdkappid":%s,"TLS.expire":%d,"TLS.time":%d,"TLS.sig":"%s"}\
                """.formatted(userId, appId, expireSeconds, time.getEpochSecond(), inner());
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (DeflaterOutputStream zip = new DeflaterOutputStream(zipped)) {
            zip.write(Tc3Signer.bytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder()
                .encodeToString(zipped.toByteArray())
                .replace('+', '*')
                .replace('/', '-')
                .replace('=', '_');
    }
}
