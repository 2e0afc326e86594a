package io.voxgate.api.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.database.Page;
import io.voxgate.event.EventTable;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.event.stream.StreamCursor;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened in all sessions of a tenant. */
@Path("/v1/events")
@Tag(name = "Events and transcripts")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class EventResource {
    private static final String DATA = """
            What the type says; a member is absent where the vendor does not tell. session.ended and session.failed: \
            endReason, endedBy, vendorCode, message (of failed), and corrects, the id of the earlier event in whose \
            place this one stands. user.speechStarted: turnId. transcript.added: role (user or agent), text (a whole \
            sentence), turnId, startMs and endMs (milliseconds since the conversation began). agent.speechFinished: \
            text (what was really spoken, after an interruption less than the sentence), turnId. metric.recorded: \
            name, value, unit (ms or count), turnId, source (how it was measured: the vendor's event or operation and \
            its own name for it). error.reported: component (asr, llm or tts), code, message, turnId. \
            session.stalled: missing (a stage of the diagnosis) and causes (as the diagnosis has them); reported by \
            Voxgate itself, once a session, when the agent is not there or silent where it should speak. \
            extraction.completed: items, each with name, type and value. vendor.other: raw, as it came, and restates, \
            the type of what it reports once more. The other types have none. leftOut, of any type: a sentence that \
            says why data are missing; they were too large to be kept or to be read (see the limits of events).""";

    private static final String LIST = StreamCursor.LIST;

    private final EventTable events;
    private final EventStreams streams;
    private final CurrentCaller caller;

    public EventResource(EventTable events, EventStreams streams, CurrentCaller caller) {
        this.events = events;
        this.streams = streams;
        this.caller = caller;
    }

    @Schema(name = "Event", description = "One neutral fact about a session.")
    public record EventView(
            @Schema(examples = "evt_0m3f8Zk2Qd") String id,
            String sessionId,

            @Schema(description = "Counts from 1 in each session, without gaps.")
            int sequence,

            @Schema(
                    description = "session.starting, session.ringing, session.started, session.ready, "
                            + "session.ended, session.failed, session.stalled, user.speechStarted, transcript.added, "
                            + "agent.speechFinished, metric.recorded, error.reported, silence.detected, "
                            + "extraction.completed or vendor.other. New types may come.",
                    examples = "transcript.added")
            String type,

            @Schema(description = "When it happened, by the vendor's clock.")
            Instant occurredAt,

            @Schema(description = "When Voxgate had it.") Instant receivedAt,
            String vendor,

            @Schema(description = DATA, type = SchemaType.OBJECT)
            ObjectNode data) {

        public static EventView of(EventRow row) {
            return new EventView(
                    row.id(),
                    row.sessionId(),
                    row.sequence(),
                    row.type(),
                    row.occurredAt(),
                    row.receivedAt(),
                    row.vendor(),
                    row.data());
        }
    }

    @Schema(name = "EventList")
    public record EventList(List<EventView> items, @Nullable String nextPageToken) {

        public static EventList of(String list, Page<EventRow> page) {
            return new EventList(page.map(EventView::of).items(), PageParameters.token(list, page));
        }
    }

    @GET
    @Produces({MediaTypes.JSON, MediaTypes.EVENT_STREAM})
    @Operation(operationId = "listEvents", summary = "What happened in all sessions", description = """
            The tenant's whole stream. An event that was committed late is never before one that was already listed, \
            so a reader who keeps the last nextPageToken misses nothing.

            With Accept: text/event-stream it comes live, as server-sent events: event is the type, data the event as \
            the list has it, and id an opaque place. Without Last-Event-ID and after it begins now, and its first \
            lines hold an id, so that it can be resumed before anything has happened. A nextPageToken of this list \
            does as an id and the other way round. It goes on until the reader leaves, its key or token ends, or this \
            replica stops; after a reconnect with the last id no event is missing and none comes twice. An event \
            named reset says that events after that id are not kept any more. A comment line comes every 15 seconds. \
            A reader who leaves 64 KiB untaken for 10 seconds is cut off, and may go on from its last id. At most 100 \
            streams are open for a tenant at one replica (429).""")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaTypes.JSON, schema = @Schema(implementation = EventList.class)),
                @Content(mediaType = MediaTypes.EVENT_STREAM, schema = @Schema(implementation = String.class))
            })
    public Response list(
            @BeanParam PageParameters paging, @BeanParam StreamStartParameters start, @Context HttpHeaders headers) {
        if (MediaTypes.streamPreferred(headers.getAcceptableMediaTypes())) {
            return streams.ofTenant(caller.tenant(), start);
        }
        return Response.ok(EventList.of(LIST, events.ofTenant(caller.tenant(), paging.of(LIST))), MediaTypes.JSON)
                .build();
    }
}
