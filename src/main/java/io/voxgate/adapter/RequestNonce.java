package io.voxgate.adapter;

/** A number used once: 32 lower-case hex digits, drawn by the shell. */
public record RequestNonce(String hex) {

    public RequestNonce {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("A nonce is 32 lower-case hex digits");
        }
    }

    /** A non-negative 31-bit number made of it, for tokens that are salted with an integer. */
    public int salt() {
        return Integer.parseUnsignedInt(hex.substring(0, 8), 16) & Integer.MAX_VALUE;
    }
}
