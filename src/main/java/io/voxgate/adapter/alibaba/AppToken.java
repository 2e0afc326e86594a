package io.voxgate.adapter.alibaba;

import io.voxgate.model.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

/**
 * The token with which a person's client joins an Alibaba RTC channel, with all privileges and no options. Document:
 * the vendor's help page 2689025 and its public token builders; vectors in the tests. Integers are 32 bits, big-endian;
 * a text is its length in bytes, then UTF-8.
 */
public final class AppToken {
    private static final int BLOCK = 256;

    private AppToken() {}

    /**
     * Who may join what.
     *
     * @param issuedAt whole seconds count
     * @param valid at most 24 hours
     * @param salt any number; makes two tokens of one second differ
     */
    public record AppTokenGrant(
            String appId, String channelId, String userId, Instant issuedAt, Duration valid, int salt) {}

    public static String mint(SecretText appKey, AppTokenGrant grant) {
        return "000" + Base64.getEncoder().encodeToString(deflate(document(appKey, grant, new byte[] {0})));
    }

    /** The token before it is compressed; {@code privilege} is 0, or 1 and the bits. */
    static byte[] document(SecretText appKey, AppTokenGrant grant, byte[] privilege) {
        int issued = Math.toIntExact(grant.issuedAt().getEpochSecond());
        byte[] body = padded(out -> {
            text(out, grant.appId().getBytes(StandardCharsets.UTF_8));
            out.writeInt(issued);
            out.writeInt(grant.salt());
            out.writeInt(Math.toIntExact(issued + grant.valid().toSeconds()));
            text(out, grant.channelId().getBytes(StandardCharsets.UTF_8));
            text(out, grant.userId().getBytes(StandardCharsets.UTF_8));
            out.write(privilege);
            out.writeByte(1);
            out.writeInt(0);
        });
        byte[] signature = Acs3.hmac(signKey(appKey, issued, grant.salt()), body);
        return padded(out -> {
            text(out, signature);
            out.write(body);
        });
    }

    static byte[] signKey(SecretText appKey, int issuedAt, int salt) {
        byte[] first = Acs3.hmac(integer(issuedAt), appKey.reveal().getBytes(StandardCharsets.UTF_8));
        return Acs3.hmac(integer(salt), first);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] padded(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        int length = BLOCK;
        while (length < bytes.size()) {
            length *= 2;
        }
        return Arrays.copyOf(bytes.toByteArray(), length);
    }

    private static void text(DataOutputStream out, byte[] utf8) throws IOException {
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
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
