package io.voxgate.egress;

import io.voxgate.adapter.HttpReply;
import java.time.Duration;

/** The outcome of a call that was to be sent. */
public sealed interface SendResult {

    /** A whole answer came back; what it means is the adapter's to say. */
    record VendorReply(HttpReply reply) implements SendResult {}

    /** Certain: no byte of the call reached the vendor, so nothing was executed. */
    record NotSent(String why) implements SendResult {}

    /**
     * Certain too: its permit had expired before it could go out.
     *
     * @param until in how long there is another, if that was asked for; else zero
     */
    record PermitExpired(Duration until) implements SendResult {}

    /** The call went out and no whole answer came back: it may have been executed. */
    record Broken(String why) implements SendResult {}
}
