package io.voxgate.api.event;

import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.QueryParameters;
import io.voxgate.database.Page;
import io.voxgate.event.stream.EventStreamHub;
import io.voxgate.event.stream.EventStreamQueries;
import io.voxgate.event.stream.EventStreamQueries.Reach;
import io.voxgate.event.stream.StreamCursor;
import io.voxgate.event.stream.StreamPosition;
import io.voxgate.event.stream.StreamRequest;
import io.voxgate.model.Problem;
import io.voxgate.security.StreamTokenTable.TokenGrant;
import io.voxgate.security.StreamTokens;
import io.voxgate.session.store.SessionRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Answers that are live streams: where each begins, and whether there is anything left to stream. */
@ApplicationScoped
public class EventStreams {
    private static final MediaType STREAM = MediaType.SERVER_SENT_EVENTS_TYPE;
    private static final Set<String> OVER = Set.of("ended", "failed");

    private final EventStreamHub streamHub;
    private final EventStreamQueries live;
    private final StreamTokens tokens;
    private final CurrentCaller caller;
    private final Request request;

    public EventStreams(
            EventStreamHub streamHub,
            EventStreamQueries live,
            StreamTokens tokens,
            CurrentCaller caller,
            Request request) {
        this.request = request;
        this.streamHub = streamHub;
        this.live = live;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** The stream of a session, or 204 when it is over and everything was sent. */
    public Response ofSession(SessionRow session, StreamStartParameters start) {
        StreamCursor.InSession mark = start.place()
                .map(place -> sequence(place, session.state().lastSequence()))
                .orElse(new StreamCursor.InSession(0));
        boolean over = OVER.contains(session.state().status());
        if (over && mark.sequence() > 0 && allSent(session, mark.sequence())) {
            return Response.noContent()
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        return open(() -> new StreamRequest(grant(), Optional.of(session.id()), mark, false, over));
    }

    private boolean allSent(SessionRow session, int sequence) {
        return streamHub.finished(session.id()).filter(last -> last <= sequence).isPresent();
    }

    /** The stream of a tenant: from now on, or from a place on. */
    Response ofTenant(String tenantId, StreamStartParameters start) {
        Reach reach = live.reach(tenantId);
        StreamPosition place = start.place()
                .map(given -> place(given, reach))
                .orElse(new StreamPosition(reach.now().completeBefore(), 0));
        boolean lost = start.place().isPresent()
                && !place.equals(StreamPosition.BEGINNING)
                && reach.horizon()
                        .filter(horizon -> place.compareTo(horizon) < 0)
                        .isPresent();
        return open(() -> new StreamRequest(grant(), Optional.empty(), new StreamCursor.InTenant(place), lost, false));
    }

    private TokenGrant grant() {
        return tokens.grant(caller.get(), caller.streamToken());
    }

    /** A request for the head alone opens nothing. */
    private Response open(Supplier<StreamRequest> opening) {
        Response.ResponseBuilder answer = request.getMethod().equals(HttpMethod.HEAD)
                ? Response.ok().type(STREAM)
                : Response.ok(streamHub.admit(opening.get()), STREAM);
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private static StreamCursor.InSession sequence(StreamStartParameters.ResumePosition place, int last) {
        if (!place.id().matches("[0-9]{1,9}") || Integer.parseInt(place.id()) > last) {
            throw invalid(
                    place,
                    "must be the id of an event of this session's stream: its sequence, a number from 0 to " + last
                            + " by now.");
        }
        return new StreamCursor.InSession(Integer.parseInt(place.id()));
    }

    private static StreamPosition place(StreamStartParameters.ResumePosition given, Reach reach) {
        if (given.id().equals("0")) {
            return StreamPosition.BEGINNING;
        }
        return Page.after(StreamCursor.LIST, given.id())
                .flatMap(StreamPosition::parse)
                .filter(place -> place.txid() <= reach.now().xmax())
                .orElseThrow(() -> invalid(
                        given,
                        "must be the id of an event of this tenant's stream, a nextPageToken of the same list, or 0."));
    }

    private static Problem invalid(StreamStartParameters.ResumePosition place, String rule) {
        return QueryParameters.invalid(place.parameter(), place.parameter() + " " + rule);
    }
}
