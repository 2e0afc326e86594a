package io.voxgate.api.event;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.AccessTokenRedaction;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.StreamAuthenticator;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.StreamTokens;
import io.voxgate.session.store.SessionTable;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tokens with which a browser opens a live stream. */
@Path("/v1/stream-tokens")
@Tag(name = "Events and transcripts")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class StreamTokenResource {
    private final StreamTokens tokens;
    private final SessionTable sessions;
    private final CurrentCaller caller;

    public StreamTokenResource(StreamTokens tokens, SessionTable sessions, CurrentCaller caller) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.caller = caller;
    }

    @Schema(name = "NewStreamToken")
    public record NewStreamToken(
            @Nullable
            @Size(max = 100)
            @Schema(
                    description = "Whose stream it is to open. Absent: the tenant's whole stream.",
                    examples = "ses_06dqxh3y8v5k2m7n9p0q1r2s3t")
            String sessionId) {}

    @Schema(name = "StreamToken")
    public record View(
            @Schema(description = "The token. It is shown this once; only a hash of it is stored.")
            String token,

            @Schema(description = "The stream with the token in it, relative to where this API is.")
            String url,

            @Schema(description = "Until when the token opens the stream, also anew.")
            Instant expiresAt) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "createStreamToken", summary = "Let a browser follow a stream", description = """
            A browser's EventSource cannot send a key. Your server, or a page that has a key, asks for a token, and \
            the page opens url: new EventSource(url). The token opens this one stream and nothing else, for ten \
            minutes, one connection at a time: a new connection ends the one before, so that an EventSource that \
            reconnects gets on. A stream that is open goes on for an hour from the making of the token at the \
            longest. It ends within five seconds when the key that made the token is deleted or expires, or the \
            tenant is deleted.""")
    public RestResponse<View> create(NewStreamToken request) {
        Optional<String> session = Optional.ofNullable(request.sessionId());
        session.filter(id -> id.indexOf('\0') >= 0
                        || sessions.find(caller.tenant(), id).isEmpty())
                .ifPresent(id -> {
                    String detail = "There is no such session.";
                    throw Problem.of(
                            ProblemCode.INVALID_REQUEST, detail, List.of(new Fault("/sessionId", "UNKNOWN", detail)));
                });
        StreamTokens.NewToken made = tokens.create(caller.get(), session);
        String url = StreamAuthenticator.path(session) + "?" + AccessTokenRedaction.PARAMETER + "="
                + made.text().reveal();
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, new View(made.text().reveal(), url, made.expiresAt()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
