package io.voxgate.model;

import org.jspecify.annotations.Nullable;

/**
 * How a session ended, as far as one report of the vendor says.
 *
 * @param ifNobodySpoke the reading when no one has spoken in the session (TRTC's LeaveCode 99); null: the same
 * @param vendorCode the vendor's own code, as it came, but for its length
 * @param stoppedByUs the vendor only says "stopped by the API": the reason is then the one for which Voxgate or its
 *     caller stopped it
 */
public record SessionEnd(
        EndReason reason,
        EndedBy by,
        @Nullable String vendorCode,
        @Nullable SessionEnd ifNobodySpoke,
        boolean stoppedByUs) {
    public SessionEnd {
        vendorCode = VendorText.code(vendorCode);
    }

    public static SessionEnd of(EndReason reason, EndedBy by, @Nullable String vendorCode) {
        return new SessionEnd(reason, by, vendorCode, null, false);
    }
}
