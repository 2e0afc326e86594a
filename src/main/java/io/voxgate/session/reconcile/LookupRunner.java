package io.voxgate.session.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorSession;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.ratelimit.RateLimits.Reservation;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Channel;
import io.voxgate.model.Telephony;
import io.voxgate.model.VendorText;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.Session;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.SessionTable.Unsettled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drives an adapter's look-up, to its end or until its time is up: then it goes on later from where it was. */
@ApplicationScoped
class LookupRunner {
    /** When a look-up goes on whose time was up. */
    static final Duration GOES_ON_AFTER = Duration.ofSeconds(1);

    private static final int SLOWER = 4;
    private static final Duration TAKEN_SINCE = Duration.ofDays(1);
    private static final int LONGEST_RING_MS = 120_000;
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(Limit.LOOKUP_SECONDS.max());

    private final VendorClient calls;
    private final SessionTable sessions;
    private final Clock clock;

    LookupRunner(VendorClient calls, SessionTable sessions, Clock clock) {
        this.calls = calls;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What a look-up found. */
    sealed interface LookupResult {
        record Found(VendorSession session) implements LookupResult {}

        /** The vendor knows nothing of it, and would by now. */
        record Absent() implements LookupResult {}

        /** It cannot be decided which of these of the vendor's sessions it is. */
        record Undecided(List<String> candidates, List<String> running) implements LookupResult {}

        /** Cannot say before this time has passed, and wants to remember this until then. */
        record Later(Duration after, ObjectNode memory) implements LookupResult {}

        /** The vendor cannot be asked. */
        record Unreachable() implements LookupResult {}
    }

    /** @param unsettled every open session that what is found could belong to, if that is not certain by itself */
    LookupResult lookUp(VendorConnection vendor, Session session, Questions questions, List<Unsettled> unsettled) {
        if (unsettled.stream().anyMatch(other -> other.sent() && !other.id().equals(session.id()))) {
            return new LookupResult.Later(
                    GOES_ON_AFTER, session.row().state().lookup().cursor().orElseGet(Json::object));
        }
        LookupStep step = vendor.adapter().lookup(state(session, otherStarts(session, unsettled)), Optional.empty());
        while (step instanceof LookupStep.Call next && questions.inTime()) {
            Optional<HttpReply> reply = questions.reply(next.call());
            if (reply.isEmpty()) {
                return new LookupResult.Unreachable();
            }
            step = vendor.adapter().lookup(next.state(), reply);
        }
        return switch (step) {
            case LookupStep.Found found ->
                VendorText.usableId(found.session().vendorSessionId())
                        ? new LookupResult.Found(found.session())
                        : new LookupResult.Unreachable();
            case LookupStep.Absent _ -> new LookupResult.Absent();
            case LookupStep.Undecided(List<String> candidates, List<String> running) ->
                new LookupResult.Undecided(candidates, running);
            case LookupStep.Later later -> new LookupResult.Later(later.after(), later.memory());
            case LookupStep.Call next ->
                new LookupResult.Later(GOES_ON_AFTER, kept(next.state().cursor()));
        };
    }

    /** What is kept of a look-up whose time was up; of one that remembers too much nothing, so that it begins again. */
    static ObjectNode kept(ObjectNode cursor) {
        return Json.write(cursor).length() <= Limit.LOOKUP_MEMORY_LENGTH.max() ? cursor : Json.object();
    }

    /** The questions of one look-up to a vendor. */
    Questions questions(VendorConnection vendor) {
        return new Questions(vendor, Deadline.in(WHOLE));
    }

    /** The same with another time for all of them. */
    Questions questions(VendorConnection vendor, Deadline whole) {
        return new Questions(vendor, whole);
    }

    /** Asks one question after another, and knows how the vendor answers. */
    final class Questions {
        private final VendorConnection vendor;
        private final Deadline whole;
        private int asked;
        private Duration slowest = Duration.ZERO;

        private Questions(VendorConnection vendor, Deadline whole) {
            this.vendor = vendor;
            this.whole = whole;
        }

        /**
         * Whether there is time for one more: a question that is asked has all its time for the answer. The first is
         * always asked.
         */
        boolean inTime() {
            return asked == 0 || (asked < Limit.LOOKUP_CALLS.max() && whole.remaining() >= STEP.toNanos());
        }

        /** The vendor's answer to a question whose moment has come; empty when the vendor could not be asked. */
        Optional<HttpReply> reply(VendorCall question) {
            asked++;
            Deadline deadline = Deadline.in(STEP);
            if (!(calls.permit(vendor, question.operation(), deadline) instanceof Reservation.Granted granted)) {
                return Optional.empty();
            }
            granted.permit().await();
            long began = System.nanoTime();
            SendResult sent = calls.send(calls.ready(vendor, question), granted.permit(), deadline);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            return sent instanceof SendResult.VendorReply reply ? Optional.of(reply.reply()) : Optional.empty();
        }

        /** How long nothing is asked for this session after these questions; zero where the vendor answers quickly. */
        Duration pause() {
            if (slowest.toMillis() <= Limit.LOOKUP_SLOW_MS.max()) {
                return Duration.ZERO;
            }
            Duration pause = slowest.multipliedBy(SLOWER);
            Duration most = Duration.ofSeconds(Limit.LOOKUP_SLOW_PAUSE_SECONDS.max());
            return pause.compareTo(most) < 0 ? pause : most;
        }
    }

    private LookupState state(Session session, LookupState.OtherStarts otherStarts) {
        Optional<String> handle = session.row().state().vendorSessionId();
        Set<String> taken = handle.isEmpty() && session.channel() instanceof Channel.Phone phone
                ? Set.copyOf(sessions.handles(
                        session.row(), phone.to(), session.row().createdAt().minus(TAKEN_SINCE)))
                : Set.of();
        return new LookupState(
                session.id(),
                handle,
                session.channel(),
                new LookupState.LookupTimes(session.row().start().sentAt(), clock.instant(), ringLimit(session)),
                new LookupState.OtherSessions(taken, otherStarts),
                session.row().state().lookup().cursor().orElseGet(Json::object));
    }

    /** Where a session stands among those that are unsettled; alone, when it is none of them. */
    static LookupState.OtherStarts otherStarts(Session session, List<Unsettled> unsettled) {
        int place = unsettled.stream().map(Unsettled::id).toList().indexOf(session.id());
        List<Instant> sent = unsettled.stream().map(Unsettled::sentAt).toList();
        return place < 0
                ? LookupState.OtherStarts.NONE
                : new LookupState.OtherStarts(sent.subList(0, place), sent.subList(place + 1, sent.size()));
    }

    private static long ringLimit(Session session) {
        if (!(session.channel() instanceof Channel.Phone)) {
            return 0;
        }
        return Optional.ofNullable(session.agent().telephony())
                .map(Telephony::ringTimeoutMs)
                .orElse(LONGEST_RING_MS);
    }
}
