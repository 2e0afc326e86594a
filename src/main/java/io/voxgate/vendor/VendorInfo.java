package io.voxgate.vendor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who a vendor is and what it can do.
 *
 * @param id lower-case, for example {@code tencent-trtc}
 * @param name for people
 * @param channels {@code room}, {@code phone}
 * @param operations our operation ({@code start}, {@code stop}, {@code say}, {@code prompt}, {@code change}, {@code transfer}, {@code lookup}) to the vendor's; one that is absent is not supported
 * @param ratePerSecond the vendor's limit by vendor operation, calls per second and account; absent: not published
 * @param regions the vendor's regions; empty: the vendor wants none
 * @param regionRequired whether a connection must name one
 * @param changeable the leaves that the vendor can change while a session runs
 * @param appSetting the setting that identifies the vendor's app (two connections with the same value share a callback token)
 * @param protectedPaths request fields, dotted, that {@code vendorOptions} may not touch; a path covers what is below it
 * @param polled whether the vendor tells too little by callbacks, so that Voxgate asks it how a session stands
 * @param transcriptNote where transcripts come from at this vendor, or why there are none, as a sentence
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
        boolean polled,
        String transcriptNote) {

    public VendorInfo {
        channels = List.copyOf(channels);
        ratePerSecond = Map.copyOf(ratePerSecond);
        regions = List.copyOf(regions);
        changeable = Set.copyOf(changeable);
        protectedPaths = Set.copyOf(protectedPaths);
    }

    /** What a connection of this vendor holds. */
    @Schema(name = "ConnectionSchema", description = "What a connection of this vendor holds.")
    public record ConnectionSchema(List<ConnectionField> settings, List<ConnectionField> credentials) {}

    /**
     * One setting or secret of a connection.
     *
     * @param type {@code integer} or {@code string}
     * @param pattern a regular expression for the whole value; empty: anything
     */
    @Schema(name = "ConnectionField", description = "One setting or secret of a connection.")
    public record ConnectionField(String name, String type, boolean required, String pattern, String description) {

        public static ConnectionField required(String name, String type, String pattern, String description) {
            return new ConnectionField(name, type, true, pattern, description);
        }

        public static ConnectionField optional(String name, String type, String pattern, String description) {
            return new ConnectionField(name, type, false, pattern, description);
        }
    }
}
