package io.voxgate.chaos;

import java.time.Duration;

/** What a vendor does with a start, or with another request. */
enum VendorFault {
    NONE(true),
    RESET_BEFORE_READING(false),
    RESET_AFTER(true),
    STALLED_BEFORE(false),
    ANSWER_LOST(true),
    HALF_ANSWER(true),
    DRIPPED_ANSWER(true),
    SLOW(true),
    HTTP_500_BEFORE(false),
    HTTP_500_AFTER(true),
    THROTTLED(false),
    REFUSED(false),
    INTERNAL_ERROR_BEFORE(false),
    INTERNAL_ERROR_AFTER(true),
    BROKEN_JSON(true),
    CARRIED_OUT_LATE(true),
    ALREADY_EXISTS(true);

    /** Beyond the ten seconds that a start may take. */
    static final Duration STALL = Duration.ofSeconds(13);

    /** How late {@link #CARRIED_OUT_LATE} is. */
    static final Duration LATE = Duration.ofSeconds(20);

    private final boolean carriedOut;

    VendorFault(boolean carriedOut) {
        this.carriedOut = carriedOut;
    }

    /** Whether the vendor does what it was asked, whatever it answers. */
    boolean carriedOut() {
        return carriedOut;
    }

    /** Only TRTC recognises a start that it has; of the others no document says so. */
    boolean fits(ChaosVendor vendor) {
        return this != ALREADY_EXISTS || vendor == ChaosVendor.TRTC;
    }
}
