package io.voxgate.session.diagnosis;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorRecords;
import io.voxgate.model.Agent;
import io.voxgate.model.Greeting;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that Voxgate has recorded of a session and that a diagnosis is made of.
 *
 * @param agent empty when it was deleted with a person's data
 * @param events in the order in which Voxgate learned of them
 * @param whole false: what was said, or all of it, was deleted when the tenant keeps it no longer
 * @param now by Voxgate's clock
 */
public record SessionRecords(
        RecordedState state,
        RecordedVendor vendor,
        Optional<Agent> agent,
        List<RecordedEvent> events,
        boolean whole,
        Instant now) {

    public SessionRecords {
        events = List.copyOf(events);
    }

    /**
     * How the session stands.
     *
     * @param start what became of the call that was to start it
     * @param phone it is a call
     * @param sentAt when the start was sent
     * @param end how it ended; empty while it runs
     * @param refusal the vendor's words, when it refused the start
     * @param notCarried the agent's members that the vendor was not sent, since it cannot do them
     */
    public record RecordedState(
            SessionStatus status,
            StartRecord start,
            boolean phone,
            Instant sentAt,
            Optional<SessionEnd> end,
            Optional<VendorError> refusal,
            List<String> notCarried) {
        public RecordedState {
            notCarried = List.copyOf(notCarried);
        }
    }

    /** What became of a start. */
    public enum StartRecord {
        SENT,
        ACCEPTED,
        UNKNOWN,
        REFUSED
    }

    /**
     * Who runs the session.
     *
     * @param believed the connection has the secret that proves callbacks
     */
    public record RecordedVendor(VendorInfo info, VendorRecords words, boolean believed) {}

    boolean over() {
        return state.status().terminal();
    }

    /** How the agent opens: without a mode, a text is spoken. */
    Greeting.Mode greeting() {
        Greeting greeting =
                agent.flatMap(opened -> Optional.ofNullable(opened.greeting())).orElse(null);
        if (greeting == null) {
            return Greeting.Mode.WAIT_FOR_USER;
        }
        if (greeting.mode() != null) {
            return greeting.mode();
        }
        return greeting.text() == null ? Greeting.Mode.WAIT_FOR_USER : Greeting.Mode.STATIC;
    }

    /** The vendor reports by callbacks, and none came for this session. */
    boolean withoutCallbacks() {
        return reportsByCallback() && events.stream().noneMatch(RecordedEvent::byVendor);
    }

    /** It is asked only now and then, so that what no callback reported may have happened. */
    boolean reportsByCallback() {
        return !vendor.info().polled()
                && !vendor.info().reporting().byCallback().isEmpty();
    }
}
