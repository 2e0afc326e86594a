package io.voxgate.api.http;

import io.vertx.ext.web.RoutingContext;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.Caller;
import io.voxgate.security.StreamTokenTable.TokenRow;
import io.voxgate.security.StreamTokens;
import io.voxgate.security.WrongKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Lets a browser in with a stream token in the query: to that one stream and to nothing else. */
@ApplicationScoped
public class StreamAuthenticator {
    private final StreamTokens tokens;
    private final CurrentCaller current;
    private final RoutingContext context;
    private final WrongKeys wrong;
    private final RemoteAddress address;

    public StreamAuthenticator(
            StreamTokens tokens,
            CurrentCaller current,
            RoutingContext context,
            WrongKeys wrong,
            RemoteAddress address) {
        this.tokens = tokens;
        this.current = current;
        this.context = context;
        this.wrong = wrong;
        this.address = address;
    }

    /**
     * Empty when no stream is asked for with a token
     *
     * @throws Problem 401 when the token is not for it.
     */
    Optional<Caller> caller(ContainerRequestContext request) {
        String text = AccessTokenRedaction.of(context).orElse("");
        if (text.isEmpty()
                || !request.getMethod().equals("GET")
                || !MediaTypes.streamPreferred(request.getAcceptableMediaTypes())) {
            return Optional.empty();
        }
        TokenRow token = tokens.find(text, address.text())
                .filter(row -> path(row.sessionId())
                        .equals("/" + request.getUriInfo().getPath().replaceFirst("^/+", "")))
                .orElseThrow(() -> wrong.refusal(
                        WrongKeys.WrongKind.STREAM_TOKEN,
                        address.text(),
                        Problem.of(
                                ProblemCode.UNAUTHENTICATED,
                                "This stream token is not valid any more, or opens another "
                                        + "stream. Ask for a new one: POST /v1/stream-tokens.")));
        current.streamToken(token);
        return Optional.of(tokens.caller(token));
    }

    /** Where the stream is. */
    public static String path(Optional<String> sessionId) {
        return sessionId.map(id -> "/v1/sessions/" + id + "/events").orElse("/v1/events");
    }
}
