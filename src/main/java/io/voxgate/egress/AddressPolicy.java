package io.voxgate.egress;

import java.net.InetAddress;
import java.util.Optional;

/** Which addresses a way out of this service may connect to. */
@FunctionalInterface
interface AddressPolicy {

    /** Why this address may not be connected to; empty when it may. */
    Optional<String> refusal(InetAddress address);
}
