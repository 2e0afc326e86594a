package io.voxgate.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.Caller;
import io.voxgate.security.PortalSessions;
import io.voxgate.security.WrongKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets the portal's pages in with the cookie of who signed in there; a request with a key or token has none. */
@ApplicationScoped
public class PortalAuthenticator {
    private final PortalSessions sessions;
    private final PortalCookies cookies;
    private final RoutingContext context;
    private final WrongKeys wrong;
    private final RemoteAddress address;

    public PortalAuthenticator(
            PortalSessions sessions,
            PortalCookies cookies,
            RoutingContext context,
            WrongKeys wrong,
            RemoteAddress address) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.context = context;
        this.wrong = wrong;
        this.address = address;
    }

    /**
     * Empty when no page of the portal asks with its cookie.
     *
     * @throws Problem 401 when the session is over, or its key is not there any more
     */
    Optional<Caller> caller() {
        HttpServerRequest request = context.request();
        if (request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        return cookies.session(request)
                .map(sealed -> sessions.caller(sealed, address.text())
                        .orElseThrow(() -> wrong.refusal(
                                WrongKeys.WrongKind.KEY,
                                address.text(),
                                Problem.of(
                                        ProblemCode.UNAUTHENTICATED,
                                        "This sign-in is over, or its key was deleted. Sign in again."))));
    }
}
