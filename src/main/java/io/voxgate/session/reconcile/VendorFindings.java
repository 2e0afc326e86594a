package io.voxgate.session.reconcile;

import io.voxgate.adapter.VendorSession;
import io.voxgate.json.Json;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.IncomingEvent;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.state.SessionUpdate;
import java.time.Duration;
import java.util.Optional;

/**
 * What a vendor's word about a session proves, written down. Makes no call, and knows nothing but the session that it
 * is written to.
 */
final class VendorFindings {
    private VendorFindings() {}

    /** The vendor knows it. */
    static void seen(SessionUpdate update, VendorConnection vendor, VendorSession seen) {
        update.lookupCursor(Json.object());
        update.absentSince(Optional.empty());
        update.facts(facts -> facts.exists(seen.status() == SessionStatus.STOPPING));
        facts(update, seen);
        boolean stopDue = update.facts().stop() != null && !update.facts().stopAccepted();
        if (stopDue && update.session().row().state().vendorSessionId().isEmpty()) {
            update.scheduleLookup(Duration.ZERO, 0);
        } else {
            update.scheduleNextLookup(vendor.info().polled());
        }
    }

    /** The steps that a vendor's report proves, also those that were over before it was asked. */
    private static void facts(SessionUpdate update, VendorSession seen) {
        boolean began = seen.status() == SessionStatus.ACTIVE
                || (seen.startedAt().isPresent()
                        && (seen.status() == SessionStatus.ENDED || seen.status() == SessionStatus.STOPPING));
        if (seen.status() == SessionStatus.RINGING) {
            update.event(IncomingEvent.own(new EventData.Ringing(), update.now(), update.now()));
        }
        if (began && !update.facts().live()) {
            update.event(
                    IncomingEvent.own(new EventData.Started(), seen.startedAt().orElse(update.now()), update.now()));
        }
        if (seen.status() == SessionStatus.ENDED) {
            SessionEnd end = seen.end().orElse(new SessionEnd(EndReason.COMPLETED, EndedBy.SYSTEM, null, null, true));
            update.event(
                    IncomingEvent.own(new EventData.Ended(end), seen.endedAt().orElse(update.now()), update.now()));
        }
        if (seen.status() == SessionStatus.FAILED) {
            SessionEnd end = seen.end().orElse(SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, null));
            update.event(IncomingEvent.own(
                    new EventData.Failed(end, null), seen.endedAt().orElse(update.now()), update.now()));
        }
    }

    /** The vendor knows nothing of it, or it cannot be decided which it is. */
    static void lost(SessionUpdate update, String why) {
        EventData lost = update.facts().start() == SessionFacts.StartFact.UNKNOWN
                ? new EventData.Failed(SessionEnd.of(EndReason.LOST, EndedBy.SYSTEM, null), why)
                : new EventData.Ended(new SessionEnd(EndReason.LOST, EndedBy.SYSTEM, null, null, true));
        update.event(IncomingEvent.own(lost, update.now(), update.now()));
    }
}
