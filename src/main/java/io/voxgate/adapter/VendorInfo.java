package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who a vendor is and what it can do.
 *
 * @param id lower-case, for example {@code tencent-trtc}
 * @param name for people
 * @param channels {@code room}, {@code phone}
 * @param operations our operation ({@code start}, {@code stop}, {@code say}, {@code prompt}, {@code change},
 *     {@code transfer}, {@code lookup}) to the vendor's; one that is absent is not supported
 * @param ratePerSecond the vendor's limit by vendor operation, calls per second and account; absent: not published
 * @param regions the vendor's regions; empty: the vendor wants none
 * @param regionRequired whether a connection must name one
 * @param changeable the leaves that the vendor can change while a session runs
 * @param appSetting the setting that identifies the vendor's app (two connections with the same value share a callback
 *     token)
 * @param protectedPaths request fields, dotted, that {@code vendorOptions} may not touch; a path covers what is below
 *     it
 * @param reporting how the vendor reports what happens
 */
public record VendorInfo(
        String id,
        String name,
        List<String> channels,
        Map<String, String> operations,
        Map<String, Integer> ratePerSecond,
        List<String> regions,
        boolean regionRequired,
        ConnectionSchema connection,
        Set<String> changeable,
        String appSetting,
        Set<String> protectedPaths,
        EventReporting reporting) {

    public VendorInfo {
        channels = List.copyOf(channels);
        ratePerSecond = Map.copyOf(ratePerSecond);
        regions = List.copyOf(regions);
        changeable = Set.copyOf(changeable);
        protectedPaths = Set.copyOf(protectedPaths);
    }

    /**
     * How many calls of one of the vendor's operations an account may make in a second; empty: no limit is known.
     *
     * @param account its connection may say more or less than the vendor publishes
     */
    public Optional<Integer> limitPerSecond(String operation, VendorAccount account) {
        return RateSettings.limit(account, operation.equals(operations.get("start")))
                .or(() -> Optional.ofNullable(ratePerSecond.get(operation)));
    }

    /** Whether the vendor reports too little by callbacks, so that Voxgate asks it how a session stands. */
    public boolean polled() {
        return reporting.polled();
    }

    /**
     * How a vendor reports what happens in a session.
     *
     * @param polled it reports too little by callbacks, so that Voxgate asks it how a session stands
     * @param byCallback of the types {@code session.started} and {@code session.ended} those that it tells by callback;
     *     where Voxgate finds one out by itself, one was missed
     * @param afterwards it tells more of a session that is over when it is asked ({@link VendorAdapter#postCall})
     * @param transcriptNote where transcripts come from at this vendor, or why there are none, as a sentence
     */
    public record EventReporting(boolean polled, Set<String> byCallback, boolean afterwards, String transcriptNote) {
        public EventReporting {
            byCallback = Set.copyOf(byCallback);
        }
    }

    /** What a connection of this vendor holds. */
    @Schema(name = "ConnectionSchema", description = "What a connection of this vendor holds.")
    public record ConnectionSchema(List<ConnectionField> settings, List<ConnectionField> credentials) {

        /** The name of the secret for a part, where this vendor has one. */
        public Optional<String> secret(SecretPart part) {
            return credentials.stream()
                    .filter(field -> field.part() == part)
                    .map(ConnectionField::name)
                    .findFirst();
        }
    }

    /**
     * One setting or secret of a connection.
     *
     * @param type {@code integer} or {@code string}
     * @param pattern a regular expression for the whole value; empty: anything
     * @param part what a secret is for, whatever the vendor calls it; absent for a setting
     */
    @Schema(name = "ConnectionField", description = "One setting or secret of a connection.")
    public record ConnectionField(
            String name,
            String type,
            boolean required,
            String pattern,
            String description,
            @Nullable SecretPart part) {

        public static ConnectionField required(String name, String type, String pattern, String description) {
            return new ConnectionField(name, type, true, pattern, description, null);
        }

        public static ConnectionField optional(String name, String type, String pattern, String description) {
            return new ConnectionField(name, type, false, pattern, description, null);
        }

        /** The same as the secret for this part. */
        public ConnectionField as(SecretPart secret) {
            return new ConnectionField(name, type, required, pattern, description, secret);
        }
    }

    /** What a secret of a connection is for. */
    @Schema(
            name = "SecretPart",
            description = "keyId and keySecret sign calls, for a temporary key with its keyToken; role is what they "
                    + "assume to get a temporary key; joinKey mints what "
                    + "a person's client joins with; "
                    + "callbackUser and callbackSecret prove callbacks.")
    public enum SecretPart {
        @JsonProperty("keyId")
        KEY_ID,
        @JsonProperty("keySecret")
        KEY_SECRET,
        @JsonProperty("keyToken")
        KEY_TOKEN,
        @JsonProperty("role")
        ROLE,
        @JsonProperty("joinKey")
        JOIN_KEY,
        @JsonProperty("callbackUser")
        CALLBACK_USER,
        @JsonProperty("callbackSecret")
        CALLBACK_SECRET
    }
}
