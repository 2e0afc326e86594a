package io.voxgate.chaos;

import java.time.Duration;
import java.util.Optional;

/**
 * One agent that a caller wants, with all that is planned to happen to it.
 *
 * @param at when, since the beginning
 * @param place the room, or the number that is called
 * @param fault what the vendor does with the first start that names this order
 * @param life after how long the person leaves by itself
 * @param stop after how long the caller stops it; empty: never
 */
record ChaosOrder(
        int number,
        Duration at,
        ChaosVendor vendor,
        String place,
        Asking asking,
        VendorFault fault,
        Duration life,
        Optional<Duration> stop,
        CallbackMode callbacks) {

    /** How callbacks come. */
    enum CallbackMode {
        IN_ORDER,
        TWICE,
        SHUFFLED,
        LATE,
        LOST
    }

    /**
     * How a caller asks.
     *
     * @param keyed with an Idempotency-Key; then the caller asks again until it has an answer
     * @param twice sent over both replicas at once, with one key
     * @param impatient goes away after two seconds
     */
    record Asking(boolean keyed, boolean twice, boolean impatient) {}

    /** What stands in the agent's greeting, so that the vendor's ledger knows whose start it is. */
    String marker() {
        return "order-" + number;
    }
}
