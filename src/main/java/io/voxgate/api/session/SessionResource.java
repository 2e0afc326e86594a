package io.voxgate.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IdempotencyHeader;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.PreferHandling;
import io.voxgate.api.http.ProblemResponses;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.api.session.SessionRequests.NewSession;
import io.voxgate.database.Page;
import io.voxgate.json.RequestFingerprint;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.SessionStarter;
import io.voxgate.session.SessionView;
import io.voxgate.session.StartRequest;
import io.voxgate.session.StartResult;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import io.voxgate.template.AgentSource;
import io.voxgate.tenant.TenantShares;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sessions: started, read, listed. */
@Path("/v1/sessions")
@Tag(name = "Sessions")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class SessionResource {
    private static final String LIST = "sessions";

    private final SessionStarter starter;
    private final SessionTable sessions;
    private final CurrentCaller caller;
    private final StrictJson strict;
    private final TenantShares shares;

    public SessionResource(
            SessionStarter starter,
            SessionTable sessions,
            CurrentCaller caller,
            StrictJson strict,
            TenantShares shares) {
        this.starter = starter;
        this.sessions = sessions;
        this.caller = caller;
        this.strict = strict;
        this.shares = shares;
    }

    @Schema(name = "SessionList")
    public record SessionList(
            List<SessionView> items, @Nullable String nextPageToken) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "startSession", summary = "Start a session", description = """
            Puts the agent into the words of the connection's vendor and starts it, once. What is about to be done is \
            stored before the vendor is called; a start whose outcome is unknown answers 202 with the status \
            unknown and is found out about, never repeated blindly. The same Idempotency-Key with the same body gives \
            the same answer again.""")
    @APIResponse(
            responseCode = "201",
            description = "The vendor has taken it.",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It is not known yet whether the vendor has taken it; it is being looked up.",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    @APIResponse(responseCode = "409", description = "The request with this Idempotency-Key is still running.")
    @APIResponse(
            responseCode = "422",
            description = "The request is wrong or cannot be translated (nothing is stored), or the vendor "
                    + "refused (a failed session is stored: sessionId, vendorError).")
    @APIResponse(
            responseCode = "424",
            description = "The vendor rejected the connection's key; a failed session is stored.")
    @APIResponse(responseCode = "429", description = "The account's limit is used up; nothing was sent.")
    @APIResponse(
            responseCode = "503",
            description = "The vendor throttles, is out of service or cannot be reached; a failed session is stored.")
    public Response start(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewSession.class)))
                    ObjectNode body,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description = "1 to 255 visible characters that you choose; required for phone calls.",
                            example = "7f9c2ba4e88f827d")
                    @Nullable
                    String idempotencyKey,
            @HeaderParam("Prefer")
                    @Parameter(
                            description =
                                    "handling=strict refuses every loss in the translation; handling=lenient is the default.")
                    @Nullable
                    String prefer,
            @Context ContainerRequestContext request) {
        NewSession asked = shares.compute(caller.tenant(), () -> read(body));
        Optional<String> key = IdempotencyHeader.key(idempotencyKey);
        if (key.isEmpty() && asked.channel() instanceof Channel.Phone) {
            throw Problem.of(
                    ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                    "A phone call is dialled only with an Idempotency-Key: a key of your choice that "
                            + "stays the same when you repeat the request.");
        }
        boolean strictly = PreferHandling.strict(prefer);
        StartResult answer = starter.start(order(
                asked, key.map(text -> new StartRequest.IdempotencyKey(text, RequestFingerprint.of(body))), strictly));
        return switch (answer) {
            case StartResult.Begun begun ->
                finish(
                        Response.status(begun.status())
                                .entity(begun.session())
                                .location(URI.create(
                                        "/v1/sessions/" + begun.session().id()))
                                .header(HttpHeaders.CACHE_CONTROL, "no-store"),
                        begun.replayed(),
                        prefer,
                        strictly);
            case StartResult.Refused refused ->
                finish(
                        Response.fromResponse(ProblemResponses.answer(refused.problem(), request)),
                        refused.replayed(),
                        prefer,
                        strictly);
        };
    }

    private NewSession read(ObjectNode body) {
        NewSession asked = strict.read(body, NewSession.class).orRefuse();
        check(asked);
        return asked;
    }

    private static Response finish(
            Response.ResponseBuilder answer, boolean replayed, @Nullable String prefer, boolean strictly) {
        if (replayed) {
            answer.header("Idempotent-Replayed", "true");
        }
        if (prefer != null) {
            answer.header("Preference-Applied", PreferHandling.applied(strictly));
        }
        return answer.build();
    }

    private StartRequest order(NewSession asked, Optional<StartRequest.IdempotencyKey> key, boolean strictly) {
        AgentSource source = new AgentSource(
                Optional.ofNullable(asked.template()),
                Optional.ofNullable(asked.agent()),
                Optional.ofNullable(asked.variables()).orElse(Map.of()));
        StartRequest.ConnectionRoute route = asked.route() != null
                ? new StartRequest.ConnectionRoute(asked.route(), "/route")
                : new StartRequest.ConnectionRoute(List.of(asked.connection()), "/connection");
        return new StartRequest(
                caller.tenant(),
                source,
                asked.channel(),
                route,
                Optional.ofNullable(asked.metadata()).orElse(Map.of()),
                key,
                strictly ? PreferHandling::losses : (_, _) -> List.of());
    }

    private static void check(NewSession asked) {
        List<Fault> faults = new ArrayList<>();
        if (asked.template() == null && asked.agent() == null) {
            faults.add(new Fault("/template", "REQUIRED", "Name a template, or send an agent."));
        }
        if (asked.connection() == null && asked.route() == null) {
            faults.add(new Fault("/connection", "REQUIRED", "Name a connection, or a route of several."));
        }
        if (asked.connection() != null && asked.route() != null) {
            faults.add(new Fault("/route", "CONTRADICTION", "Name a connection or a route, not both."));
        }
        if (asked.channel() instanceof Channel.Room room
                && room.userId() != null
                && room.userId().equals(room.agentUserId())) {
            faults.add(new Fault(
                    "/channel/agentUserId", "CONTRADICTION", "The agent needs an id of its own in the room."));
        }
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
        }
    }

    @GET
    @Operation(operationId = "listSessions", summary = "List sessions", description = """
            The tenant's sessions, the newest first. Filters narrow the list; metadata.KEY=value asks for a pair of \
            the metadata, and may be given up to five times with different keys.""")
    public SessionList list(@BeanParam SessionFilter filter, @BeanParam PageParameters paging) {
        Page<SessionView> page =
                sessions.list(caller.tenant(), filter.filter(), paging.of(LIST)).readable("sessions", SessionView::of);
        return new SessionList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getSession",
            summary = "Read a session",
            description = "How the session stands, and how it ended.")
    public RestResponse<SessionView> get(@PathParam("id") String id, @BeanParam IfNoneMatchParameter reader) {
        SessionRow row = sessions.find(caller.tenant(), id)
                .orElseThrow(() -> Problem.notFound("There is no session " + id + "."));
        return StoredAnswers.read(SessionView.of(row), row.version(), reader);
    }
}
