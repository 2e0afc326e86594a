package io.voxgate.adapter;

import io.voxgate.model.SecretText;
import java.time.Duration;
import java.time.Instant;

/**
 * A key that a Security Token Service gave for a role.
 *
 * @param token goes with each call that the key signs
 * @param endsAt the vendor refuses it from then on
 */
public record TemporaryKey(String id, SecretText secret, SecretText token, Instant endsAt) {
    /** How long a key is asked for: what a role allows unless its owner changed it. */
    public static final Duration LASTS = Duration.ofHours(1);

    /** What the vendor's own logs call those who use it. */
    public static final String SESSION_NAME = "voxgate";

    @Override
    public String toString() {
        return "TemporaryKey until " + endsAt;
    }
}
