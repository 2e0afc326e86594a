package io.voxgate.api.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.api.http.BearerToken;
import io.voxgate.api.http.EarlyProblems;
import io.voxgate.api.http.PortalCookies;
import io.voxgate.api.http.RemoteAddress;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.Caller;
import io.voxgate.security.OidcSignIn;
import io.voxgate.security.PortalSessions;
import io.voxgate.security.WrongKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Signs in to the portal with a key and out again. These addresses are the portal's alone and no part of the contract:
 * programs send their key with each request.
 */
@ApplicationScoped
public class SessionRoutes {
    private static final Logger LOG = Logger.getLogger(SessionRoutes.class);
    private static final String PATH = "/portal/session";

    private final PortalSessions sessions;
    private final PortalCookies cookies;
    private final OidcSignIn people;
    private final WrongKeys wrong;
    private final EarlyProblems problems;

    public SessionRoutes(
            PortalSessions sessions, PortalCookies cookies, OidcSignIn people, WrongKeys wrong, EarlyProblems problems) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.people = people;
        this.wrong = wrong;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        // A key may have to be looked up, which waits for the database.
        router.get(PATH).blockingHandler(context -> answering(context, this::show), false);
        router.post(PATH).blockingHandler(context -> answering(context, this::signIn), false);
        router.delete(PATH).handler(context -> answering(context, this::signOut));
    }

    private interface SessionStep {
        void take(RoutingContext context);
    }

    private void answering(RoutingContext context, SessionStep step) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            step.take(context);
        } catch (Problem problem) {
            problems.answer(context, problem);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("Nobody can sign in to the portal: cause=%s", e.reason());
            problems.answer(
                    context,
                    Problem.of(ProblemCode.UNAVAILABLE, e.getMessage() + " Nothing was done; try again.")
                            .mayRetry());
        }
    }

    /** Whether somebody is signed in, and whether people can sign in with an issuer. */
    private void show(RoutingContext context) {
        Optional<Caller> caller = signedIn(context);
        ObjectNode answer =
                Json.object().put("signedIn", caller.isPresent()).put("people", people.isOffered());
        caller.flatMap(Caller::until).ifPresent(until -> answer.put("until", until.toString()));
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(Json.write(answer));
    }

    private Optional<Caller> signedIn(RoutingContext context) {
        try {
            return cookies.session(context.request())
                    .flatMap(sealed -> sessions.caller(sealed, RemoteAddress.of(context.request())));
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.UNAUTHENTICATED) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    private void signIn(RoutingContext context) {
        own(context);
        String source = RemoteAddress.of(context.request());
        String sealed = BearerToken.of(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(key -> sessions.ofKey(key, source))
                .orElseThrow(() -> wrong.refusal(
                        WrongKeys.WrongKind.KEY,
                        source,
                        Problem.of(ProblemCode.UNAUTHENTICATED, "This key is not known here.")));
        keep(context, cookies.keepSession(context.request(), sealed));
    }

    private void signOut(RoutingContext context) {
        own(context);
        keep(context, cookies.forgetSession(context.request()));
    }

    private static void keep(RoutingContext context, String cookie) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.SET_COOKIE, cookie).setStatusCode(204).end();
    }

    /** @throws Problem 403 when another site's page would sign somebody in or out */
    private void own(RoutingContext context) {
        if (!cookies.ownPage(context.request())) {
            throw Problem.of(
                    ProblemCode.FORBIDDEN,
                    "Only the portal's own pages sign in and out here. Programs send Authorization: Bearer <key> with each request.");
        }
    }
}
