package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.VendorInfo.ConnectionField;
import java.util.Optional;

/**
 * The settings with which a connection tells that its account may make more calls than the vendor publishes, because
 * the vendor has granted that, or that it is to make fewer, because others share the account.
 */
public final class RateSettings {
    private static final String STARTS = "startsPerSecond";
    private static final String OTHERS = "otherCallsPerSecond";

    /** 1 to 1,000: more is no limit of any vendor's, and each replica keeps the last ones in mind. */
    private static final String FORM = "[1-9][0-9]{0,2}|1000";

    private RateSettings() {}

    /** Of the operation that starts sessions. */
    public static ConnectionField starts() {
        return ConnectionField.optional(
                STARTS,
                "integer",
                FORM,
                "How many starts a second the account may make, 1 to 1000, where the vendor has granted it another "
                        + "limit than the published one, or where others call with the same account. Give all your "
                        + "connections to one app the same: they share it.");
    }

    /** Of every other operation, each by itself. */
    public static ConnectionField others() {
        return ConnectionField.optional(
                OTHERS,
                "integer",
                FORM,
                "The same for every other operation of the vendor, each by itself, 1 to 1000 calls a second.");
    }

    /** What a connection says; empty: nothing. */
    static Optional<Integer> limit(VendorAccount account, boolean start) {
        return Optional.ofNullable(account.settings().get(start ? STARTS : OTHERS))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::intValue);
    }
}
