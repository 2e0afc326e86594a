package io.voxgate.secret;

/** New ids and secrets; the one place where randomness comes from. */
public interface IdGenerator {
    /** A new id, {@code prefix_…}: 26 characters that sort by the time they were made, to the millisecond. */
    String next(String prefix);

    /** 256 random bits as 52 letters and digits. */
    String secret();

    /** Random bytes. */
    byte[] bytes(int count);
}
