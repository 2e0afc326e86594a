package io.voxgate.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.persistence.EventTable;
import io.voxgate.persistence.EventTable.EventRow;
import io.voxgate.persistence.Page;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened in all sessions of a tenant. */
@Path("/v1/events")
@Tag(name = "Events and transcripts")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class EventResource {
    private static final String LIST = "events";

    private final EventTable events;
    private final CurrentCaller caller;

    public EventResource(EventTable events, CurrentCaller caller) {
        this.events = events;
        this.caller = caller;
    }

    @Schema(name = "Event", description = "One neutral fact about a session.")
    public record EventView(
            @Schema(examples = "evt_0m3f8Zk2Qd") String id,
            String sessionId,
            @Schema(description = "Counts from 1 in each session, without gaps.") int sequence,
            @Schema(description = "session.starting, session.ringing, session.started, session.ready, session.ended, session.failed, user.speechStarted, "
                    + "transcript.added, agent.speechFinished, metric.recorded, error.reported, silence.detected, extraction.completed or vendor.other. New types may come.",
                    examples = "transcript.added")
            String type,
            @Schema(description = "When it happened, by the vendor's clock.") Instant occurredAt,
            @Schema(description = "When Voxgate had it.") Instant receivedAt,
            String vendor,
            @Schema(description = "What the type says; times in milliseconds.", type = SchemaType.OBJECT) ObjectNode data) {

        static EventView of(EventRow row) {
            return new EventView(row.id(), row.sessionId(), row.sequence(), row.type(), row.occurredAt(), row.receivedAt(), row.vendor(), row.data());
        }
    }

    @Schema(name = "EventList")
    public record EventList(List<EventView> items, @Nullable String nextPageToken) {

        static EventList of(String list, Page<EventRow> page) {
            return new EventList(page.map(EventView::of).items(), Paging.token(list, page));
        }
    }

    @GET
    @Operation(operationId = "listEvents", summary = "What happened in all sessions", description = """
            The tenant's whole stream. An event that was committed late is never before one that was already listed, so a reader who keeps the last \
            nextPageToken misses nothing.""")
    public EventList list(@BeanParam Paging paging) {
        return EventList.of(LIST, events.ofTenant(caller.tenant(), paging.of(LIST)));
    }
}
