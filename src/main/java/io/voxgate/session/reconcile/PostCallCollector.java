package io.voxgate.session.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.PollingBackoff;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.state.SessionUpdate;
import io.voxgate.session.store.SessionRow.EndColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks a vendor what it reports only of a session that is over, until everything is there or nothing more is to be
 * hoped for. Any replica may ask, also twice: an event that is reported again has its key again.
 */
@ApplicationScoped
class PostCallCollector {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration HOPE = Duration.ofDays(1);

    private final VendorClient calls;
    private final LookupRunner lookups;
    private final SessionRepository repository;

    PostCallCollector(VendorClient calls, LookupRunner lookups, SessionRepository repository) {
        this.calls = calls;
        this.lookups = lookups;
        this.repository = repository;
    }

    void ask(Session session) {
        Optional<VendorConnection> vendor =
                calls.connection(session.tenantId(), session.row().start().connection());
        if (vendor.isEmpty() || session.row().state().vendorSessionId().isEmpty()) {
            unreachable(
                    session,
                    List.of(),
                    "The connection is gone over which the vendor could be asked for what was said.");
        } else {
            ask(vendor.get(), session);
        }
    }

    private void ask(VendorConnection vendor, Session session) {
        List<VendorEvent> events = new ArrayList<>();
        PostCallStep step = vendor.adapter().postCall(state(session), Optional.empty());
        LookupRunner.Questions questions = lookups.questions(vendor);
        while (step instanceof PostCallStep.Call next && questions.inTime()) {
            events.addAll(next.events());
            Optional<HttpReply> reply = questions.reply(next.call());
            if (reply.isEmpty()) {
                unreachable(
                        session, events, "The vendor could not be reached for a day, so what was said is not known.");
                return;
            }
            step = vendor.adapter().postCall(next.state(), reply);
        }
        events.addAll(step.events());
        switch (step) {
            case PostCallStep.Done done ->
                write(session, events, update -> update.endLookups(done.missingTranscriptReason()));
            case PostCallStep.Later later ->
                write(session, events, update -> {
                    update.askAfterwards(later.after(), later.memory());
                    update.notBefore(questions.pause());
                });
            case PostCallStep.Call next ->
                again(session, events, "The vendor's answers had no end.", update -> {
                    update.askAfterwards(
                            LookupRunner.GOES_ON_AFTER,
                            LookupRunner.kept(next.state().cursor()));
                    update.notBefore(questions.pause());
                });
        }
    }

    /** There was no answer: again, ever less often. */
    private void unreachable(Session session, List<VendorEvent> events, String why) {
        Duration pause = PollingBackoff.doubling(
                FIRST_PAUSE, session.row().state().lookup().count(), LONGEST_PAUSE);
        ObjectNode memory = session.row().state().lookup().cursor().orElseGet(Json::object);
        again(session, events, why, update -> update.askAfterwards(pause, memory));
    }

    /** Until a day has passed. */
    private void again(Session session, List<VendorEvent> events, String why, Consumer<SessionUpdate> later) {
        boolean over = endedAt(session).plus(HOPE).isBefore(repository.now());
        write(session, events, update -> {
            if (over) {
                update.endLookups(Optional.of(why));
            } else {
                later.accept(update);
            }
        });
    }

    private void write(Session session, List<VendorEvent> events, Consumer<SessionUpdate> next) {
        repository.change(session.tenantId(), session.id(), update -> {
            WordsSoFar.write(update, events);
            next.accept(update);
        });
    }

    private PostCallState state(Session session) {
        PostCallState.Times times = new PostCallState.Times(
                session.row().start().sentAt(), session.row().state().startedAt(), endedAt(session), repository.now());
        return new PostCallState(
                session.ref(),
                session.agent(),
                times,
                session.facts().spoke(),
                session.row().state().lookup().cursor().orElseGet(Json::object));
    }

    private static Instant endedAt(Session session) {
        return session.row()
                .state()
                .end()
                .map(EndColumns::at)
                .orElse(session.row().updatedAt());
    }
}
