package io.voxgate.session.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.EventData;
import java.time.Instant;
import java.util.Optional;

/**
 * One event that is to be recorded.
 *
 * @param dedupeKey equal for two deliveries of one event
 * @param raw the vendor's own payload; empty when Voxgate itself found out
 */
public record IncomingEvent(
        EventData data, String dedupeKey, Instant occurredAt, Instant receivedAt, Optional<JsonNode> raw) {

    /** Something that Voxgate itself found out. Each such fact is reported once a session. */
    public static IncomingEvent own(EventData data, Instant occurredAt, Instant now) {
        return new IncomingEvent(data, data.type(), occurredAt, now, Optional.empty());
    }

    /** Whether it is a step of a session's life that is taken once, whichever report comes first. */
    boolean once() {
        return switch (data) {
            case EventData.Starting _, EventData.Ringing _, EventData.Started _, EventData.Ready _ -> true;
            case EventData.Ended _,
                    EventData.Failed _,
                    EventData.UserSpeechStarted _,
                    EventData.TranscriptAdded _,
                    EventData.AgentSpeechFinished _,
                    EventData.MetricRecorded _,
                    EventData.ErrorReported _,
                    EventData.SilenceDetected _,
                    EventData.Stalled _,
                    EventData.ExtractionCompleted _,
                    EventData.VendorOther _ -> false;
        };
    }

    /** A vendor that does not say when it happened. */
    Instant happenedAt() {
        return occurredAt.equals(Instant.EPOCH) ? receivedAt : occurredAt;
    }
}
