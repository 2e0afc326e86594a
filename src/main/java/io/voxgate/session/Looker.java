package io.voxgate.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import io.voxgate.model.Telephony;
import io.voxgate.model.VendorText;
import io.voxgate.persistence.SessionTable;
import io.voxgate.session.VendorCalls.Line;
import io.voxgate.vendor.HttpReply;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.LookupState;
import io.voxgate.vendor.LookupStep;
import io.voxgate.vendor.VendorCall;
import io.voxgate.vendor.VendorSession;
import io.voxgate.vendor.transport.Deadline;
import io.voxgate.vendor.transport.RateLimits.Place;
import io.voxgate.vendor.transport.Sent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Drives an adapter's look-up to its end. */
@ApplicationScoped
class Looker {
    private static final int MOST_STEPS = 60;
    private static final Duration TAKEN_SINCE = Duration.ofDays(1);
    private static final int LONGEST_RING_MS = 120_000;
    private static final Duration STEP = Duration.ofSeconds(10);

    private final VendorCalls calls;
    private final SessionTable sessions;
    private final Clock clock;

    Looker(VendorCalls calls, SessionTable sessions, Clock clock) {
        this.calls = calls;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What a look found. */
    sealed interface Sight {
        record Found(VendorSession session) implements Sight {}

        /** The vendor knows nothing of it, and would by now. */
        record Absent() implements Sight {}

        /** Cannot say before this time has passed, and wants to remember this until then. */
        record Later(Duration after, ObjectNode memory) implements Sight {}

        /** The vendor cannot be asked. */
        record Dark() implements Sight {}
    }

    Sight look(Line line, Session session) {
        LookupStep step = line.adapter().lookup(state(session), Optional.empty());
        for (int i = 0; i < MOST_STEPS && step instanceof LookupStep.Call next; i++) {
            Optional<HttpReply> reply = reply(line, next.call());
            if (reply.isEmpty()) {
                return new Sight.Dark();
            }
            step = line.adapter().lookup(next.state(), reply);
        }
        return switch (step) {
            case LookupStep.Found found -> VendorText.usableId(found.session().vendorSessionId()) ? new Sight.Found(found.session()) : new Sight.Dark();
            case LookupStep.Absent _ -> new Sight.Absent();
            case LookupStep.Later later -> new Sight.Later(later.after(), later.memory());
            case LookupStep.Call _ -> new Sight.Dark();
        };
    }

    /** The vendor's answer to a question whose turn has come; empty when nobody could be asked. */
    Optional<HttpReply> reply(Line line, VendorCall question) {
        Deadline deadline = Deadline.in(STEP);
        return calls.turn(line, question.operation(), deadline) instanceof Place.Yours yours
                && calls.send(calls.ready(line, question), yours.turn(), deadline) instanceof Sent.Reply reply ? Optional.of(reply.reply()) : Optional.empty();
    }

    private LookupState state(Session session) {
        Optional<String> handle = session.row().state().vendorSessionId();
        Set<String> taken = handle.isPresent() ? Set.of() : Set.copyOf(sessions.handles(
                session.row().tenantId(), session.row().start().connection(), session.row().createdAt().minus(TAKEN_SINCE), session.id()));
        return new LookupState(session.id(), handle, session.channel(), session.row().start().sentAt(), clock.instant(), ringLimit(session), taken,
                session.row().state().lookMemory().orElseGet(Json::object));
    }

    private static long ringLimit(Session session) {
        if (!(session.channel() instanceof Channel.Phone)) {
            return 0;
        }
        return Optional.ofNullable(session.agent().telephony()).map(Telephony::ringTimeoutMs).orElse(LONGEST_RING_MS);
    }
}
