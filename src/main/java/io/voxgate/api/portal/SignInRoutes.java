package io.voxgate.api.portal;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.api.http.PortalCookies;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.security.NotSignedIn;
import io.voxgate.security.NotSignedIn.SignInFailure;
import io.voxgate.security.OidcSignIn;
import io.voxgate.security.OidcSignIn.BegunSignIn;
import io.voxgate.security.OidcSignIn.FinishedSignIn;
import io.voxgate.security.OidcSignIn.IssuerReturn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The two addresses of the way over the issuer: out, and back. Whatever happens, the browser ends on a page of the
 * portal, which says what it was.
 */
@ApplicationScoped
public class SignInRoutes {
    private static final Logger LOG = Logger.getLogger(SignInRoutes.class);
    private static final String OUT = "/portal/sign-in";
    private static final String BACK = "/portal/signed-in";
    private static final String COOKIE = "voxgate-sign-in";
    private static final String HOME = "/";
    private static final int LONGEST_ADDRESS = 1_000;

    private final OidcSignIn people;
    private final PortalCookies cookies;

    public SignInRoutes(OidcSignIn people, PortalCookies cookies) {
        this.people = people;
        this.cookies = cookies;
    }

    void register(@Observes Router router) {
        router.get(OUT).blockingHandler(context -> walking(context, this::out), false);
        router.get(BACK).blockingHandler(context -> walking(context, this::back), false);
    }

    private interface SignInStep {
        void take(RoutingContext context) throws NotSignedIn;
    }

    private void walking(RoutingContext context, SignInStep step) {
        if (!people.isOffered()) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            step.take(context);
        } catch (NotSignedIn e) {
            failed(context, e.reason());
        } catch (DatabaseUnavailable e) {
            LOG.warnf("Nobody can sign in to the portal: cause=%s", e.reason());
            failed(context, SignInFailure.ISSUER);
        }
    }

    private void failed(RoutingContext context, SignInFailure reason) {
        go(context, HOME + "?signInFailed=" + reason.word());
    }

    private void out(RoutingContext context) throws NotSignedIn {
        HttpServerRequest request = context.request();
        BegunSignIn begun = people.begin(cookies.origin(request) + BACK, ownPage(parameter(request, "to")));
        context.response()
                .headers()
                .add(
                        HttpHeaders.SET_COOKIE,
                        cookies.keepForReturn(request, COOKIE, begun.kept(), OidcSignIn.LONGEST));
        go(context, begun.address());
    }

    private void back(RoutingContext context) throws NotSignedIn {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        // A sign-in is finished once, however it ends.
        response.headers().add(HttpHeaders.SET_COOKIE, cookies.keepForReturn(request, COOKIE, "", Duration.ZERO));
        FinishedSignIn arrived = people.finish(
                cookies.value(request, COOKIE),
                new IssuerReturn(
                        parameter(request, "state"),
                        parameter(request, "code"),
                        parameter(request, "error"),
                        parameter(request, "iss")));
        response.headers().add(HttpHeaders.SET_COOKIE, cookies.keepSession(request, arrived.session()));
        go(context, arrived.to());
    }

    private static String parameter(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name)).orElse("");
    }

    /** A page of the portal, whatever was asked for: nobody is led to another host by it. */
    static String ownPage(String to) {
        boolean own = to.startsWith(HOME)
                && !to.startsWith("//")
                && !to.startsWith("/portal/")
                && to.length() <= LONGEST_ADDRESS
                && to.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != '\\');
        return own ? to : HOME;
    }

    private static void go(RoutingContext context, String address) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, address)
                .end();
    }
}
