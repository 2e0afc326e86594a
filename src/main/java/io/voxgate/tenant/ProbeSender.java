package io.voxgate.tenant;

import io.voxgate.vendor.HttpCall;
import io.voxgate.vendor.HttpReply;

/** Sends one signed call to a vendor, for {@code verify}. */
@FunctionalInterface
public interface ProbeSender {
    /** What became of the call. */
    sealed interface Sent {
        record Reply(HttpReply reply) implements Sent {}

        /** No whole answer came back; the sentence says why. */
        record NoReply(String why) implements Sent {}
    }

    Sent send(String vendor, HttpCall call);
}
