package io.voxgate.session;

import io.voxgate.model.End;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.persistence.Statements;
import io.voxgate.session.VendorCalls.Line;
import io.voxgate.vendor.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Writes down what became of a start. */
@ApplicationScoped
class Settlement {
    private final Journal journal;

    Settlement(Journal journal) {
        this.journal = journal;
    }

    Session settle(Statements tx, String id, Line line, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted(tx, id, line, accepted.vendorSessionId());
            case Outcome.AlreadyExists _, Outcome.Unknown _ -> unknown(tx, id);
            case Outcome.Refused refused -> refused(tx, id, refused);
            case Outcome.Gone gone -> refused(tx, id, new Outcome.Refused(Outcome.Kind.VENDOR_REFUSED, gone.error(), false, Optional.empty()));
        };
    }

    private Session accepted(Statements tx, String id, Line line, Optional<String> handle) {
        return handle.map(known -> journal.adopt(tx, id, new Journal.Handle(line.info().id(), line.connection().callbackToken(), known), r -> begin(r, line)))
                .orElseGet(() -> journal.change(tx, id, r -> begin(r, line)));
    }

    private static void begin(Recording recording, Line line) {
        recording.life(life -> life.with(Life.Start.ACCEPTED));
        if (recording.life().stop() == null) {
            recording.look(LookSchedule.next(line.info().polled(), recording.life(), 0), 1);
        } else {
            recording.look(Duration.ZERO, 0);
        }
    }

    Session unknown(Statements tx, String id) {
        return journal.change(tx, id, recording -> {
            recording.life(life -> life.with(Life.Start.UNKNOWN));
            recording.look(Duration.ZERO, 0);
        });
    }

    Session refused(Statements tx, String id, Outcome.Refused refused) {
        return journal.change(tx, id, recording -> {
            recording.life(life -> life.with(Life.Start.REFUSED));
            recording.vendorError(refused.error());
            End end = End.of(Refusals.reason(refused.kind()), EndedBy.VENDOR, refused.error().code());
            recording.event(Incoming.own(new EventData.Failed(end, refused.error().message()), recording.now(), recording.now()));
        });
    }

    /** The vendor could not be reached, so that nothing was executed. */
    Session notSent(Statements tx, String id, String why) {
        return journal.change(tx, id, recording -> {
            recording.life(life -> life.with(Life.Start.REFUSED));
            End end = End.of(EndReason.VENDOR_ERROR, EndedBy.SYSTEM, null);
            recording.event(Incoming.own(new EventData.Failed(end, why), recording.now(), recording.now()));
        });
    }
}
