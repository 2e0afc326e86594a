package io.voxgate.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.model.Problem;
import io.voxgate.security.ApiKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Refuses a wrong key where many of them came from, before anything is done for its request: a thousand a second then
 * take little from everybody else. All others are left to {@link Authenticator}.
 */
@ApplicationScoped
public class WrongKeyRefusals {
    /** After those that decide what a request's path and query are, and after {@link ShutdownRefusals}. */
    private static final int ORDER = AmbiguousPathFilter.FIRST - 3;

    private final ApiKeys apiKeys;
    private final EarlyProblems problems;

    public WrongKeyRefusals(ApiKeys apiKeys, EarlyProblems problems) {
        this.apiKeys = apiKeys;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, ORDER);
    }

    private void check(RoutingContext context) {
        refusal(context.request()).ifPresentOrElse(problem -> problems.answer(context, problem), context::next);
    }

    /**
     * A request with a body takes the usual way: an answer before all of it has come could be lost with the connection.
     */
    private Optional<Problem> refusal(HttpServerRequest request) {
        return (request.path().startsWith("/v1/") || request.path().startsWith("/portal/")) && !hasBody(request)
                ? BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION))
                        .flatMap(key -> apiKeys.refusal(key, RemoteAddress.of(request)))
                : Optional.empty();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
