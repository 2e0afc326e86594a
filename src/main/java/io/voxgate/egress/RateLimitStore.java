package io.voxgate.egress;

import java.time.Duration;
import java.util.List;

/** Where turns of a vendor account are written down for all replicas. */
public interface RateLimitStore {
    /** How long a turn that is kept may be used, from when it was asked for. */
    Duration HOLD = Duration.ofMillis(250);

    /** @param account the vendor's app, the same for every connection that shares it */
    record LimitKey(String tenantId, String vendor, String account, String operation) {}

    /** @param taken false: it would come too late, and was not taken */
    record ReservedSlot(boolean taken, Duration after) {}

    /**
     * What was asked for.
     *
     * @param perSecond the vendor's limit
     * @param patience how long each call can wait, in their order
     * @param spare so many more turns at most, to keep for calls to come
     */
    record SlotRequest(int perSecond, List<Duration> patience, int spare) {
        public SlotRequest {
            patience = List.copyOf(patience);
        }
    }

    /**
     * @param turns one for each call
     * @param kept how many to keep
     */
    record SlotAnswer(List<ReservedSlot> turns, int kept) {
        public SlotAnswer {
            turns = List.copyOf(turns);
        }
    }

    /** Takes turns for some calls at once. */
    SlotAnswer take(LimitKey key, SlotRequest request);
}
