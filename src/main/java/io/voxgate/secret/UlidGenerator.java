package io.voxgate.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;

/** Ids of 48 bits of time and 80 random bits, in Crockford's base 32. */
@ApplicationScoped
public class UlidGenerator implements IdGenerator {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 26;
    private static final int SECRET_LENGTH = 52;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public UlidGenerator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String next(String prefix) {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(clock.millis()).array();
        byte[] value = ByteBuffer.allocate(16).put(time, 2, 6).put(bytes(10)).array();
        return prefix + "_" + base32(value, ID_LENGTH);
    }

    @Override
    public String secret() {
        return base32(bytes(32), SECRET_LENGTH);
    }

    @Override
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The bytes that were written so; shorter or longer where it is something else. */
    public static byte[] bytes(String base32, int count) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < base32.length(); i++) {
            value = value.shiftLeft(5).or(BigInteger.valueOf(Math.max(0, ALPHABET.indexOf(base32.charAt(i)))));
        }
        byte[] all = value.toByteArray();
        byte[] bytes = new byte[count];
        int length = Math.min(count, all.length);
        System.arraycopy(all, all.length - length, bytes, count - length, length);
        return bytes;
    }

    public static String base32(byte[] value, int length) {
        BigInteger rest = new BigInteger(1, value);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(rest.intValue() & 31));
            rest = rest.shiftRight(5);
        }
        return text.reverse().toString();
    }
}
