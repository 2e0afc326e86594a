package io.voxgate.adapter;

import io.voxgate.model.Channel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The next step of asking what runs at a vendor. */
public sealed interface ActiveStep {

    /** Send this, then come back with the reply and the state. */
    record Call(VendorCall call, ActiveState state) implements ActiveStep {}

    /**
     * What runs; of a question about one, that one or nothing.
     *
     * @param next the {@link ActiveState#from} with which the list goes on; empty at its end
     */
    record Part(List<ActiveSession> sessions, OptionalInt next) implements ActiveStep {
        public Part {
            sessions = List.copyOf(sessions);
        }

        /** It does not run, or nothing does. */
        public static Part none() {
            return new Part(List.of(), OptionalInt.empty());
        }

        public static Part of(ActiveSession session) {
            return new Part(List.of(session), OptionalInt.empty());
        }
    }

    /** The answer says neither that it runs nor that it does not. */
    record Unclear(String why) implements ActiveStep {}

    /** What a look-up's step means for the one thing that was asked about, in this channel. */
    static ActiveStep of(LookupStep step, ActiveState state, Optional<Channel> channel) {
        String id = state.one().orElseThrow().vendorSessionId();
        return switch (step) {
            case LookupStep.Call call -> new Call(call.call(), state);
            case LookupStep.Absent _ -> Part.none();
            case LookupStep.Found(VendorSession found) when found.status().terminal() -> Part.none();
            case LookupStep.Found(VendorSession found) ->
                Part.of(new ActiveSession(id, found.status(), found.startedAt(), channel));
            case LookupStep.Later later -> new Unclear(later.why());
            case LookupStep _ -> new Unclear("The vendor's answer does not say how it stands.");
        };
    }
}
