package io.voxgate.session;

import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.Problem;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.session.VendorCalls.Line;
import io.voxgate.vendor.Answer;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.transport.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Stops sessions. A wish to stop is kept until the vendor has heard it; the session is over only when the vendor says so. */
@ApplicationScoped
public class Stops {
    private static final Logger LOG = Logger.getLogger(Stops.class);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Commands commands;
    private final VendorCalls calls;
    private final Journal journal;
    private final Alarm alarm;

    Stops(Commands commands, VendorCalls calls, Journal journal, Alarm alarm) {
        this.commands = commands;
        this.calls = calls;
        this.journal = journal;
        this.alarm = alarm;
    }

    /**
     * Stops a session because its caller wants it; one that is over already stays as it is.
     *
     * @throws Problem 404, or when the vendor refuses for good
     */
    public SessionView stop(String tenantId, String id) {
        Session session = commands.session(tenantId, id);
        if (session.status().terminal()) {
            return SessionView.of(session.row());
        }
        Line line = commands.line(session);
        Session wished = journal.change(tenantId, id, recording -> {
            recording.life(life -> life.ending() == null ? life.with(new Life.Stop(EndReason.COMPLETED, EndedBy.OPERATOR)) : life);
            recording.look(SOON, 0);
        });
        boolean addressable = !wished.status().terminal() && wished.row().state().vendorSessionId().isPresent();
        return SessionView.of((addressable ? sent(line, wished) : wished).row());
    }

    /** The wish is stored: what the vendor said of it, and the database could not take, is asked for once more by whoever looks after the session. */
    private Session sent(Line line, Session wished) {
        try {
            return send(line, wished);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("stop not noted session=%s cause=%s", wished.id(), e.getCause().getMessage());
            return wished;
        }
    }

    private Session send(Line line, Session session) {
        Answer answer = line.adapter().stop(session.ref());
        if (!(answer instanceof Answer.Call call)) {
            throw new IllegalStateException("A vendor that cannot stop its sessions: " + line.info().id());
        }
        return switch (calls.call(line, call.call(), Deadline.in(Commands.DEADLINE))) {
            case Called.NotSent _, Called.Limited _ -> session;
            case Called.Answered(Outcome outcome) -> heard(line, session, outcome).orElse(session);
        };
    }

    private Optional<Session> heard(Line line, Session session, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> Optional.of(journal.change(session.tenantId(), session.id(), recording -> {
                recording.life(Life::stopTaken);
                recording.look(LookSchedule.next(line.info().polled(), recording.life(), 0), 0);
            }));
            case Outcome.Gone _ -> {
                Session done = journal.change(session.tenantId(), session.id(), recording -> {
                    recording.life(Life::stopTaken);
                    recording.look(Duration.ZERO, 0);
                });
                alarm.ring();
                yield Optional.of(done);
            }
            case Outcome.Refused refused when !refused.retryable() && refused.kind() != Outcome.Kind.VENDOR_THROTTLED -> {
                journal.change(session.tenantId(), session.id(), recording -> {
                    recording.life(Life::withoutStop);
                    recording.look(SOON, 0);
                });
                throw Refusals.problem(refused).with("sessionId", session.id());
            }
            case Outcome.Refused _, Outcome.AlreadyExists _, Outcome.Unknown _ -> Optional.empty();
        };
    }
}
