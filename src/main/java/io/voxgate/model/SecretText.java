package io.voxgate.model;

import java.util.Objects;

/**
 * A secret: its text never shows in {@code toString}, logs or JSON. {@link #reveal} is called only where a request is
 * signed or encrypted.
 */
public final class SecretText {
    /** What stands for a secret wherever a person may look. */
    public static final String MASK = "***";

    private final String text;

    public SecretText(String text) {
        this.text = Objects.requireNonNull(text);
    }

    public String reveal() {
        return text;
    }

    /** The last four characters, for telling keys apart; empty when the secret is too short to show any. */
    public String lastFour() {
        return text.length() < 12 ? "" : text.substring(text.length() - 4);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
