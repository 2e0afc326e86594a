package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The next step of asking what a vendor reports only after a session's end. Each step carries what the reply before it
 * reported.
 */
public sealed interface PostCallStep {

    /** What is new; reported again, an event has the same key again. */
    List<VendorEvent> events();

    /** Send this, then come back with the reply and the state. */
    record Call(VendorCall call, PostCallState state, List<VendorEvent> events) implements PostCallStep {
        public Call {
            events = List.copyOf(events);
        }
    }

    /**
     * Not everything is there yet: begin again after this time.
     *
     * @param memory the {@link PostCallState#cursor} to begin again with
     */
    record Later(Duration after, ObjectNode memory, List<VendorEvent> events) implements PostCallStep {
        public Later {
            events = List.copyOf(events);
        }
    }

    /**
     * Nothing more will come.
     *
     * @param missingTranscriptReason what the transcript lacks and why, as a sentence for people
     */
    record Done(List<VendorEvent> events, Optional<String> missingTranscriptReason) implements PostCallStep {
        public Done {
            events = List.copyOf(events);
        }
    }
}
