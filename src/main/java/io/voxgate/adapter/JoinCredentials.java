package io.voxgate.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the person's client needs to join the channel. The token is for that person, so it is answered, but never
 * logged.
 *
 * @param fields by the vendor's client SDK's names, in order, without {@code expiresAt}
 */
public record JoinCredentials(Map<String, Object> fields, Instant expiresAt) {

    /** How long join credentials are valid unless the connection says otherwise. */
    public static final Duration VALID = Duration.ofHours(12);

    public JoinCredentials {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
        return "Join " + fields.keySet() + " until " + expiresAt;
    }
}
