package io.voxgate.vendor;

import java.time.Duration;

/** The next step of a look-up. */
public sealed interface LookupStep {

    /** Send this, then come back with the reply and the state. */
    record Call(VendorCall call, LookupState state) implements LookupStep {}

    record Found(VendorSession session) implements LookupStep {}

    /** The vendor knows nothing of it, and would by now. */
    record Absent() implements LookupStep {}

    /** Cannot say yet: begin again after this time. */
    record Later(Duration after, String why) implements LookupStep {}
}
