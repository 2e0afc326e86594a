package io.voxgate.session;

import io.voxgate.model.End;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionStatus;
import io.voxgate.persistence.Database;
import io.voxgate.persistence.IdempotencyTable;
import io.voxgate.persistence.SessionTable;
import io.voxgate.session.VendorCalls.Line;
import io.voxgate.vendor.Answer;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.VendorSession;
import io.voxgate.vendor.transport.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks after one session whose look is due: doubts a start that nobody answered, repeats a stop, asks the vendor, and writes down what it says. */
@ApplicationScoped
class Watch {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration WITHOUT_CONNECTION = Duration.ofMinutes(1);

    private final Database database;
    private final SessionTable sessions;
    private final IdempotencyTable keys;
    private final VendorCalls calls;
    private final Looker looker;
    private final Journal journal;
    private final Settlement settlement;
    private final Afterwords afterwords;

    Watch(Database database, SessionTable sessions, IdempotencyTable keys, VendorCalls calls, Looker looker, Journal journal, Settlement settlement,
            Afterwords afterwords) {
        this.database = database;
        this.sessions = sessions;
        this.keys = keys;
        this.calls = calls;
        this.looker = looker;
        this.journal = journal;
        this.settlement = settlement;
        this.afterwords = afterwords;
    }

    void look(String id) {
        sessions.find(id).map(Session::of).ifPresent(session -> {
            if (session.status().terminal()) {
                afterwords.ask(session);
            } else {
                look(session);
            }
        });
    }

    private void look(Session found) {
        if (found.life().start() == Life.Start.SENT && journal.now().isBefore(found.row().start().sentAt().plus(Starts.CERTAIN_AFTER))) {
            journal.change(found.tenantId(), found.id(), recording -> recording.look(Starts.CERTAIN_AFTER, 0));
            return;
        }
        Session session = found.life().start() == Life.Start.SENT ? doubted(found) : found;
        Optional<Line> line = calls.line(session.tenantId(), session.row().start().connection());
        if (line.isEmpty()) {
            journal.change(session.tenantId(), session.id(), recording -> recording.look(WITHOUT_CONNECTION, 0));
            return;
        }
        if (session.life().stop() != null && !session.life().stopHeard() && session.row().state().vendorSessionId().isPresent()) {
            stop(line.get(), session);
        }
        Looker.Questions questions = looker.questions(line.get());
        Looker.Sight sight = looker.look(line.get(), session, questions);
        write(new Look(line.get(), session, questions.pause()), sight);
    }

    /** Whoever sent the start is gone: nobody knows what came of it. */
    private Session doubted(Session found) {
        return database.tenant(found.tenantId(), tx -> {
            Session session = settlement.unknown(tx, found.id());
            keys.answer(tx, found.id(), new StartAnswer.Begun(202, SessionView.of(session.row()), false).kept());
            return session;
        });
    }

    private void stop(Line line, Session session) {
        if (line.adapter().stop(session.ref()) instanceof Answer.Call call
                && calls.call(line, call.call(), Deadline.in(STEP)) instanceof Called.Answered(Outcome outcome)
                && (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Gone)) {
            journal.change(session.tenantId(), session.id(), recording -> recording.life(Life::stopTaken));
        }
    }

    /** @param pause how long the vendor is left alone after it, because it is slow */
    private record Look(Line line, Session session, Duration pause) {}

    private void write(Look look, Looker.Sight sight) {
        Session session = look.session();
        switch (sight) {
            case Looker.Sight.Found found -> found(look, found.session());
            case Looker.Sight.Absent _ -> absent(look.line(), session);
            case Looker.Sight.Later later -> journal.change(session.tenantId(), session.id(), recording -> {
                recording.look(later.after(), recording.session().row().state().looks() + 1);
                recording.notBefore(look.pause());
                recording.memory(later.memory());
            });
            case Looker.Sight.Dark _ -> journal.change(session.tenantId(), session.id(), recording -> {
                recording.lookAgain(look.line().info().polled());
                recording.notBefore(look.pause());
            });
        }
    }

    private void found(Look look, VendorSession seen) {
        Session session = look.session();
        Line line = look.line();
        Journal.Handle handle = new Journal.Handle(line.info().id(), line.connection().callbackToken(), seen.vendorSessionId());
        Consumer<Recording> work = recording -> {
            seen(recording, line, seen);
            recording.notBefore(look.pause());
        };
        database.tenant(session.tenantId(), tx -> session.row().state().vendorSessionId().isPresent()
                ? journal.change(tx, session.id(), work)
                : journal.adopt(tx, session.id(), handle, work));
    }

    private static void seen(Recording recording, Line line, VendorSession seen) {
        recording.memory(Json.object());
        recording.life(life -> life.exists(seen.status() == SessionStatus.STOPPING));
        facts(recording, seen);
        boolean stopDue = recording.life().stop() != null && !recording.life().stopHeard();
        if (stopDue && recording.session().row().state().vendorSessionId().isEmpty()) {
            recording.look(Duration.ZERO, 0);
        } else {
            recording.lookAgain(line.info().polled());
        }
    }

    /** The steps that a vendor's word proves, also those that were over before anybody looked. */
    private static void facts(Recording recording, VendorSession seen) {
        boolean began = seen.status() == SessionStatus.ACTIVE
                || seen.startedAt().isPresent() && (seen.status() == SessionStatus.ENDED || seen.status() == SessionStatus.STOPPING);
        if (seen.status() == SessionStatus.RINGING) {
            recording.event(Incoming.own(new EventData.Ringing(), recording.now(), recording.now()));
        }
        if (began && !recording.life().live()) {
            recording.event(Incoming.own(new EventData.Started(), seen.startedAt().orElse(recording.now()), recording.now()));
        }
        if (seen.status() == SessionStatus.ENDED) {
            End end = seen.end().orElse(new End(EndReason.COMPLETED, EndedBy.SYSTEM, null, null, true));
            recording.event(Incoming.own(new EventData.Ended(end), seen.endedAt().orElse(recording.now()), recording.now()));
        }
        if (seen.status() == SessionStatus.FAILED) {
            End end = seen.end().orElse(End.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, null));
            recording.event(Incoming.own(new EventData.Failed(end, null), seen.endedAt().orElse(recording.now()), recording.now()));
        }
    }

    /** The vendor knows nothing of it: it never began, or is long over. */
    private void absent(Line line, Session session) {
        boolean never = session.life().start() == Life.Start.UNKNOWN;
        if (never && line.adapter().startIsIdempotent() && session.row().state().starts() == 1 && session.life().stop() == null) {
            startAgain(line, session);
            return;
        }
        journal.change(session.tenantId(), session.id(), recording -> {
            EventData lost = recording.life().start() == Life.Start.UNKNOWN
                    ? new EventData.Failed(End.of(EndReason.LOST, EndedBy.SYSTEM, null), "The vendor knows nothing of it.")
                    : new EventData.Ended(new End(EndReason.LOST, EndedBy.SYSTEM, null, null, true));
            recording.event(Incoming.own(lost, recording.now(), recording.now()));
        });
    }

    /** Only where the vendor recognises a start by our own session's id, and once. */
    private void startAgain(Line line, Session lost) {
        String id = lost.id();
        Session session = journal.change(lost.tenantId(), id, recording -> {
            boolean still = recording.life().start() == Life.Start.UNKNOWN && recording.starts() == 1;
            if (still) {
                recording.starts(2);
                recording.life(life -> life.with(Life.Start.SENT));
                recording.start(start -> start.sentAt(recording.now()));
                recording.look(Starts.CERTAIN_AFTER, 0);
            }
        });
        if (session.life().start() != Life.Start.SENT) {
            return;
        }
        StartCommand command = new StartCommand(session.agent(), Optional.of(session.channel()), Optional.of(id));
        Called called = calls.call(line, line.adapter().translate(command).call(), Deadline.in(STEP));
        database.tenant(lost.tenantId(), tx -> switch (called) {
            case Called.Answered(Outcome outcome) -> settlement.settle(tx, id, line, outcome);
            case Called.NotSent _, Called.Limited _ -> journal.change(tx, id, recording -> {
                recording.starts(1);
                recording.life(life -> life.with(Life.Start.UNKNOWN));
                recording.look(STEP, 0);
            });
        });
    }
}
