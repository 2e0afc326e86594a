package io.voxgate.session.reconcile;

import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.SecretMask;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.event.SecretFree;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.IncomingEvent;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was said so far in a session that runs, at a vendor that reports it only when it is asked. How the session
 * stands is asked first and written down whether or not this is answered: what is missed is reported after the session.
 */
final class WordsSoFar {
    /**
     * A running session is looked up every second at first; its words are asked for at each fifth of these look-ups.
     */
    private static final int EVERY = 5;

    private WordsSoFar() {}

    /** @param session as it was before the vendor was asked how it stands */
    static List<VendorEvent> ask(
            VendorConnection vendor,
            Session session,
            LookupRunner.LookupResult result,
            LookupRunner.Questions questions) {
        Optional<Instant> beganAt = session.row().state().startedAt();
        boolean runs = session.status() == SessionStatus.ACTIVE
                && result instanceof LookupRunner.LookupResult.Found found
                && found.session().status() == SessionStatus.ACTIVE;
        if (!runs || beganAt.isEmpty() || session.row().state().lookup().count() % EVERY != 0 || !questions.inTime()) {
            return List.of();
        }
        Optional<HttpReply> reply = vendor.adapter().wordsSoFar(session.ref()).flatMap(questions::reply);
        return reply.map(answer -> vendor.adapter().wordsSoFar(session.ref(), beganAt.get(), answer))
                .orElseGet(List::of);
    }

    /** Writes down what a vendor answered when it was asked. */
    static void write(SessionUpdate update, List<VendorEvent> events) {
        events.stream()
                .map(event -> SecretFree.of(event, SecretMask.NONE))
                .forEach(event -> update.event(new IncomingEvent(
                        event.data(), event.dedupeKey(), event.occurredAt(), update.now(), Optional.of(event.raw()))));
    }
}
