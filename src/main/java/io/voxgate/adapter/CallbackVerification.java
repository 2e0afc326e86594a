package io.voxgate.adapter;

/** Whether a callback is really the vendor's. */
public sealed interface CallbackVerification {

    record Verified() implements CallbackVerification {}

    /** @param why for the log and the 401's detail; never holds a secret */
    record Refused(String why) implements CallbackVerification {}
}
