package io.voxgate.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.persistence.SessionRow.Ended;
import io.voxgate.session.VendorCalls.Line;
import io.voxgate.vendor.AfterwordState;
import io.voxgate.vendor.AfterwordStep;
import io.voxgate.vendor.HttpReply;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.SecretMask;
import io.voxgate.vendor.VendorEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks a vendor what it tells only of a session that is over, until everything is there or nothing more is to be hoped for. Any replica may
 * ask, also twice: an event that is told again has its key again.
 */
@ApplicationScoped
class Afterwords {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration HOPE = Duration.ofDays(1);

    private final VendorCalls calls;
    private final Looker looker;
    private final Journal journal;

    Afterwords(VendorCalls calls, Looker looker, Journal journal) {
        this.calls = calls;
        this.looker = looker;
        this.journal = journal;
    }

    void ask(Session session) {
        Optional<Line> line = calls.line(session.tenantId(), session.row().start().connection());
        if (line.isEmpty() || session.row().state().vendorSessionId().isEmpty()) {
            unheard(session, List.of(), "The connection is gone over which the vendor could be asked for what was said.");
        } else {
            ask(line.get(), session);
        }
    }

    private void ask(Line line, Session session) {
        List<VendorEvent> told = new ArrayList<>();
        AfterwordStep step = line.adapter().afterword(state(session), Optional.empty());
        Looker.Questions questions = looker.questions(line);
        while (step instanceof AfterwordStep.Call next && questions.inTime()) {
            told.addAll(next.events());
            Optional<HttpReply> reply = questions.reply(next.call());
            if (reply.isEmpty()) {
                unheard(session, told, "The vendor could not be reached for a day, so what was said is not known.");
                return;
            }
            step = line.adapter().afterword(next.state(), reply);
        }
        told.addAll(step.events());
        switch (step) {
            case AfterwordStep.Done done -> write(session, told, recording -> recording.allTold(done.untold()));
            case AfterwordStep.Later later -> write(session, told, recording -> {
                recording.askAfterwards(later.after(), later.memory());
                recording.notBefore(questions.pause());
            });
            case AfterwordStep.Call next -> again(session, told, "The vendor's answers had no end.", recording -> {
                recording.askAfterwards(Looker.GOES_ON_AFTER, Looker.kept(next.state().cursor()));
                recording.notBefore(questions.pause());
            });
        }
    }

    /** Nobody answered: again, ever less often. */
    private void unheard(Session session, List<VendorEvent> told, String why) {
        Duration pause = LookSchedule.doubling(FIRST_PAUSE, session.row().state().looks(), LONGEST_PAUSE);
        ObjectNode memory = session.row().state().lookMemory().orElseGet(Json::object);
        again(session, told, why, recording -> recording.askAfterwards(pause, memory));
    }

    /** Until a day has passed. */
    private void again(Session session, List<VendorEvent> told, String why, Consumer<Recording> later) {
        boolean over = endedAt(session).plus(HOPE).isBefore(journal.now());
        write(session, told, recording -> {
            if (over) {
                recording.allTold(Optional.of(why));
            } else {
                later.accept(recording);
            }
        });
    }

    private void write(Session session, List<VendorEvent> told, Consumer<Recording> next) {
        journal.change(session.tenantId(), session.id(), recording -> {
            told.stream().map(event -> SecretFree.of(event, SecretMask.NONE)).forEach(event -> recording.event(new Incoming(event.data(), event.dedupeKey(), event.occurredAt(), recording.now(), Optional.of(event.raw()))));
            next.accept(recording);
        });
    }

    private AfterwordState state(Session session) {
        AfterwordState.Times times = new AfterwordState.Times(
                session.row().start().sentAt(), session.row().state().startedAt(), endedAt(session), journal.now());
        return new AfterwordState(session.ref(), session.agent(), times, session.row().state().lookMemory().orElseGet(Json::object));
    }

    private static Instant endedAt(Session session) {
        return session.row().state().end().map(Ended::at).orElse(session.row().updatedAt());
    }
}
