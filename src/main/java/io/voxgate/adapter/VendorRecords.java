package io.voxgate.adapter;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.model.CauseKind;
import io.voxgate.model.EventData;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStage;
import java.util.Optional;
import java.util.Set;

/**
 * What the records of a vendor's sessions say, and what they cannot say. Pure, and the same at every call; a vendor
 * that says nothing of its own keeps these answers, and is diagnosed by what all vendors have in common.
 */
public interface VendorRecords {
    /** What all vendors have in common, and no more. */
    VendorRecords COMMON = new VendorRecords() {};

    /**
     * The stages that the vendor reports, so that one that is not recorded did not happen.
     *
     * @param over of a session that is over and asked about, else of one that runs
     */
    default Set<SessionStage> reportedStages(boolean over) {
        return Set.of(SessionStage.ACCEPTED, SessionStage.AGENT_JOINED);
    }

    /** Whether an agent's sentence in the transcript was heard; elsewhere it is only what the model wrote. */
    default boolean transcriptIsSpoken() {
        return false;
    }

    /** Why the vendor refused a start; empty for a code that says nothing beyond its own words. */
    default Optional<LikelyCause> cause(VendorError error) {
        return Optional.empty();
    }

    /** Why a session ended, where the vendor's code says more than the reason; empty: it does not. */
    default Optional<LikelyCause> cause(SessionEnd end) {
        return Optional.empty();
    }

    /** What a fault's code says; empty: its message says it, in the words of the model or the voice. */
    default Optional<CauseKind> fault(EventData.Component component, String code) {
        return Optional.empty();
    }
}
