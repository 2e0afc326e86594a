package io.voxgate.vendor.transport;

import io.voxgate.vendor.HttpReply;
import java.time.Duration;

/** What became of a call that was to be sent. */
public sealed interface Sent {

    /** A whole answer came back; what it means is the adapter's to say. */
    record Reply(HttpReply reply) implements Sent {}

    /** Certain: no byte of the call reached the vendor, so nothing was executed. */
    record NotSent(String why) implements Sent {}

    /** Certain too: its turn was over before it could go out. @param until in how long there is another, if that was asked for; else zero */
    record OutOfTurn(Duration until) implements Sent {}

    /** The call went out and no whole answer came back: it may have been executed. */
    record Broken(String why) implements Sent {}
}
