package io.voxgate.api.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.api.event.EventResource.EventList;
import io.voxgate.api.event.EventStreams;
import io.voxgate.api.event.StreamStartParameters;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.database.Page;
import io.voxgate.event.EventTable;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.retention.RetentionTable;
import io.voxgate.session.Transcript;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened in one session, and who said what. */
@Path("/v1/sessions/{id}")
@Tag(name = "Events and transcripts")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class SessionEventResource {
    private static final Set<String> OVER = Set.of("ended", "failed");
    private static final String TOO_LONG =
            "It is longer than " + Limit.TRANSCRIPT_BYTES.max() + " bytes; how it goes on is in the session's events.";

    private final SessionTable sessions;
    private final EventTable events;
    private final EventStreams streams;
    private final RetentionTable retention;
    private final AdapterRegistry adapters;
    private final CurrentCaller caller;

    public SessionEventResource(
            SessionTable sessions,
            EventTable events,
            EventStreams streams,
            RetentionTable retention,
            AdapterRegistry adapters,
            CurrentCaller caller) {
        this.streams = streams;
        this.sessions = sessions;
        this.events = events;
        this.retention = retention;
        this.adapters = adapters;
        this.caller = caller;
    }

    @Schema(name = "Transcript", description = "Who said what.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TranscriptView(
            List<Transcript.TranscriptItem> items,

            @Schema(
                    description = "The session is over and nothing more will come: also what the vendor reports only "
                            + "after the end is here, or will never be.")
            boolean complete,

            @Nullable
            @Schema(
                    description =
                            "Why there is nothing (yet), or not all: the vendor reports nothing or reports it later, it was "
                                    + "deleted by retention or with a person's data, or it is too long.")
            String note) {}

    @GET
    @Path("/events")
    @Produces({MediaTypes.JSON, MediaTypes.EVENT_STREAM})
    @Operation(operationId = "listSessionEvents", summary = "What happened in a session", description = """
            The session's events in the order in which Voxgate learned of them. sequence has no gaps; a vendor's \
            clock may put occurredAt in another order.

            With Accept: text/event-stream they come live, as server-sent events: id is the sequence, event the type, \
            data the event as the list has it. Without Last-Event-ID and after it begins with the first event; with \
            one it goes on right after it, no event missing and none twice. An event named reset says that events \
            after that id are not kept any more. The stream closes when the session is over, Voxgate has nothing more \
            to ask the vendor, and five seconds have passed since the last event; a client that reconnects then with \
            the last id gets 204, which makes a browser stay away. What a vendor adds still later, a corrected end for \
            example, is in this list, in the tenant's stream and goes to webhooks. A comment line comes every 15 \
            seconds. A reader who leaves 64 KiB untaken for 10 seconds is cut off, and may go on from its last id. At \
            most 100 streams are open for a tenant at one replica (429).""")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaTypes.JSON, schema = @Schema(implementation = EventList.class)),
                @Content(mediaType = MediaTypes.EVENT_STREAM, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "204", description = "The session is over and its stream has nothing after that id.")
    public Response ofSession(
            @PathParam("id") String id,
            @BeanParam PageParameters paging,
            @BeanParam StreamStartParameters start,
            @Context HttpHeaders headers) {
        SessionRow session = own(id);
        if (MediaTypes.streamPreferred(headers.getAcceptableMediaTypes())) {
            return streams.ofSession(session, start);
        }
        String list = "events of " + session.id();
        return Response.ok(
                        EventList.of(list, events.ofSession(session.tenantId(), session.id(), paging.of(list))),
                        MediaTypes.JSON)
                .build();
    }

    @GET
    @Path("/transcript")
    @Operation(operationId = "getTranscript", summary = "Who said what", description = """
            The conversation sentence by sentence. text is the whole sentence; after an interruption spokenText is \
            what was heard of it. A vendor that reports nothing of what is said gives an empty list, and note says so.""")
    public TranscriptView transcript(@PathParam("id") String id) {
        SessionRow session = own(id);
        Page<EventTable.EventRow> words = events.ofTypes(session.tenantId(), session.id(), Transcript.TYPES);
        List<Transcript.TranscriptItem> items = Transcript.of(words.items());
        if (words.next().isPresent()) {
            return new TranscriptView(items, false, TOO_LONG);
        }
        boolean complete = OVER.contains(session.state().status())
                && session.state().lookup().nextAt().isEmpty();
        return new TranscriptView(
                items,
                complete,
                items.isEmpty()
                        ? note(session)
                        : session.state().missingTranscriptReason().orElse(null));
    }

    private String note(SessionRow session) {
        if (session.erased()) {
            return "It was deleted with the data of the person.";
        }
        if (retention.gone(session.tenantId(), session.id()).words()) {
            return "It was kept as long as the tenant keeps transcripts, and deleted then.";
        }
        return session.state()
                .missingTranscriptReason()
                .orElseGet(() -> adapters.get(session.start().vendor())
                        .info()
                        .reporting()
                        .transcriptNote());
    }

    private SessionRow own(String id) {
        return sessions.find(caller.tenant(), id)
                .orElseThrow(() -> Problem.notFound("There is no session " + id + "."));
    }
}
