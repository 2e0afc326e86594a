package io.voxgate.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.persistence.EventTable;
import io.voxgate.persistence.EventTable.EventRow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened in all sessions of a tenant. */
@Path("/v1/events")
@Tag(name = "Events and transcripts")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class EventStreamResource {
    private static final String LIST = "events";

    private final EventTable events;
    private final CurrentCaller caller;

    public EventStreamResource(EventTable events, CurrentCaller caller) {
        this.events = events;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listEvents", summary = "What happened in all sessions", description = """
            The tenant's whole stream. An event that was committed late is never before one that was already listed, so a reader who keeps the last \
            nextPageToken misses nothing.""")
    public EventResource.EventList ofTenant(@BeanParam Paging paging) {
        return EventResource.view(LIST, events.ofTenant(caller.tenant(), paging.of(LIST)));
    }
}
