package io.voxgate.vendor;

/** Whether a callback is really the vendor's. */
public sealed interface Verification {

    record Verified() implements Verification {}

    /** @param why for the log and the 401's detail; never holds a secret */
    record Refused(String why) implements Verification {}
}
