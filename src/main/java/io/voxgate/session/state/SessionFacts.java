package io.voxgate.session.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session so far. Facts are only ever added, and how they are joined does not depend on their order:
 * the same events in any order make the same facts. A session that is over stays over.
 *
 * @param start the outcome of the call that was to start it
 * @param seen the vendor has spoken of it, so it exists or did
 * @param rang it rang
 * @param live the agent was in the conversation
 * @param stopping the vendor says that it is being stopped
 * @param spoke anyone has spoken
 * @param stop for what reason Voxgate or its caller stops it; null: it does not
 * @param stopAccepted the vendor has accepted our stop
 * @param ending how it ended, by the best word so far; null: it has not
 */
public record SessionFacts(
        StartFact start,
        boolean seen,
        boolean rang,
        boolean live,
        boolean stopping,
        boolean spoke,
        @Nullable Stop stop,
        boolean stopAccepted,
        @Nullable EndingFact ending) {

    /** The outcome of the start. */
    public enum StartFact {
        /** The call may be on its way. */
        SENT,
        ACCEPTED,
        /** It is not known whether it was executed. */
        UNKNOWN,
        REFUSED
    }

    /** Why we stop it, and who wanted that. */
    public record Stop(EndReason reason, EndedBy by) {}

    /**
     * An end by somebody's word.
     *
     * @param failed it never came to a conversation
     * @param atMs Unix milliseconds
     * @param certainty how reliable the report is: 0 the vendor does not know it any more, 1 it is over, 2 the vendor
     *     gave its code
     */
    public record EndingFact(boolean failed, SessionEnd end, long atMs, int certainty) {
        private static final Comparator<EndingFact> BEST = Comparator.comparingInt(EndingFact::certainty)
                .thenComparing(Comparator.comparingLong(EndingFact::atMs).reversed())
                .thenComparing(EndingFact::failed)
                .thenComparing(ending -> ending.end().reason())
                .thenComparing(ending -> String.valueOf(ending.end().vendorCode()));

        static EndingFact of(boolean failed, SessionEnd end, Instant at) {
            int certainty = end.reason() == EndReason.LOST ? 0 : end.vendorCode() == null ? 1 : 2;
            return new EndingFact(failed, end, at.toEpochMilli(), certainty);
        }

        static EndingFact better(@Nullable EndingFact known, EndingFact other) {
            return known == null || BEST.compare(other, known) > 0 ? other : known;
        }
    }

    /** Before anything is known. */
    public static SessionFacts sent() {
        return new SessionFacts(StartFact.SENT, false, false, false, false, false, null, false, null);
    }

    /**
     * With what the start's answer says. An answer that never came is no longer unknown once the vendor has spoken of
     * the session.
     */
    public SessionFacts with(StartFact outcome) {
        return new SessionFacts(
                seen && outcome == StartFact.UNKNOWN ? StartFact.ACCEPTED : outcome,
                seen,
                rang,
                live,
                stopping,
                spoke,
                stop,
                stopAccepted,
                ending);
    }

    /** With our request to stop it; the first reason counts. */
    public SessionFacts with(Stop requested) {
        return new SessionFacts(
                start, seen, rang, live, stopping, spoke, stop == null ? requested : stop, stopAccepted, ending);
    }

    /** Without a stop that the vendor refused. */
    public SessionFacts withoutStop() {
        return new SessionFacts(start, seen, rang, live, stopping, spoke, null, false, ending);
    }

    /** With the vendor's word that it has our stop. */
    public SessionFacts stopTaken() {
        return new SessionFacts(start, seen, rang, live, stopping, spoke, stop, true, ending);
    }

    /** With the vendor's word that the session exists. */
    public SessionFacts exists(boolean isStopping) {
        return new SessionFacts(
                start == StartFact.REFUSED ? start : StartFact.ACCEPTED,
                true,
                rang,
                live,
                stopping || isStopping,
                spoke,
                stop,
                stopAccepted,
                ending);
    }

    /** With one more event. */
    public SessionFacts with(EventData event, Instant at) {
        return switch (event) {
            case EventData.Starting _, EventData.Stalled _ -> this;
            case EventData.Ringing _ -> facts(true, false, false);
            case EventData.Started _, EventData.Ready _, EventData.MetricRecorded _, EventData.SilenceDetected _ ->
                facts(false, true, false);
            case EventData.UserSpeechStarted _, EventData.TranscriptAdded _, EventData.AgentSpeechFinished _ ->
                facts(false, true, true);
            case EventData.ErrorReported _, EventData.ExtractionCompleted _, EventData.VendorOther _ ->
                facts(false, false, false);
            case EventData.Ended ended -> ended(EndingFact.of(false, ended.end(), at));
            case EventData.Failed failed -> ended(EndingFact.of(true, failed.end(), at));
        };
    }

    private SessionFacts facts(boolean ringing, boolean talking, boolean speech) {
        return new SessionFacts(
                start == StartFact.REFUSED ? start : StartFact.ACCEPTED,
                true,
                rang || ringing,
                live || talking,
                stopping,
                spoke || speech,
                stop,
                stopAccepted,
                ending);
    }

    private SessionFacts ended(EndingFact other) {
        return new SessionFacts(
                start, seen, rang, live, stopping, spoke, stop, stopAccepted, EndingFact.better(ending, other));
    }

    @JsonIgnore
    public SessionStatus status() {
        if (ending != null) {
            return ending.failed() ? SessionStatus.FAILED : SessionStatus.ENDED;
        }
        if (start == StartFact.UNKNOWN) {
            return SessionStatus.UNKNOWN;
        }
        if (stop != null || stopping) {
            return SessionStatus.STOPPING;
        }
        return live ? SessionStatus.ACTIVE : rang ? SessionStatus.RINGING : SessionStatus.STARTING;
    }

    /** How it ended, as far as all facts together show. */
    @JsonIgnore
    public Optional<SessionEnd> end() {
        if (ending == null) {
            return Optional.empty();
        }
        SessionEnd end = ending.end();
        if (end.stoppedByUs() && stop != null) {
            return Optional.of(SessionEnd.of(stop.reason(), stop.by(), end.vendorCode()));
        }
        SessionEnd unheard = end.ifNobodySpoke();
        SessionEnd read = unheard != null && !spoke ? unheard : end;
        return Optional.of(SessionEnd.of(read.reason(), read.by(), end.vendorCode()));
    }
}
