package io.voxgate.api.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * From the first moment of a shutdown on no request is begun that could be cut off: it is refused, with the word to
 * come back on another connection, which leads to another replica. What was begun before is brought to its end.
 */
@ApplicationScoped
public class ShutdownRefusals {
    /** After those that decide what a request's path and query are. */
    private static final int AFTER_QUERY_TOKENS = AmbiguousPathFilter.FIRST - 2;

    private final EarlyProblems problems;
    private volatile boolean stopping;

    public ShutdownRefusals(EarlyProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_QUERY_TOKENS);
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /** The sandbox goes on to answer: its callers are starts that are being brought to their end. */
    private void check(RoutingContext context) {
        String path = context.request().path();
        if (stopping && (path.startsWith("/v1/") || path.startsWith("/callbacks/"))) {
            refuse(context);
        } else {
            context.next();
        }
    }

    /** Once the whole request has come: a connection that is closed before may take the answer with it. */
    private void refuse(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            answer(context);
            return;
        }
        request.handler(_ -> {});
        request.endHandler(_ -> answer(context));
        request.resume();
    }

    private void answer(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.answer(
                context,
                Problem.of(
                                ProblemCode.UNAVAILABLE,
                                "This replica is about to stop. Nothing was done; send the request again.")
                        .mayRetry());
    }
}
