package io.voxgate.egress.ratelimit;

import java.time.Duration;
import java.util.List;

/** Where the slots of a vendor account are written down for all replicas. */
public interface RateLimitStore {
    /** How long a slot that is kept may be used, from when it was asked for. */
    Duration HOLD = Duration.ofMillis(250);

    /** @param account the vendor's app, the same for every connection that shares it */
    record LimitKey(String tenantId, String vendor, String account, String operation) {}

    /** @param taken false: it would come too late, and was not taken */
    record ReservedSlot(boolean taken, Duration after) {}

    /**
     * What was asked for.
     *
     * @param perSecond the vendor's limit
     * @param maxWaits how long each call can wait, in their order
     * @param spare so many more slots at most, to keep for calls to come
     * @param late how much later than {@link RateLimitPermit#SLACK} after its slot each call may be sent; the next
     *     slots are so much later
     */
    record SlotRequest(int perSecond, List<Duration> maxWaits, int spare, Duration late) {
        public SlotRequest {
            maxWaits = List.copyOf(maxWaits);
        }
    }

    /**
     * @param slots one for each call
     * @param kept how many to keep
     */
    record SlotAnswer(List<ReservedSlot> slots, int kept) {
        public SlotAnswer {
            slots = List.copyOf(slots);
        }
    }

    /** Takes slots for some calls at once. */
    SlotAnswer take(LimitKey key, SlotRequest request);
}
