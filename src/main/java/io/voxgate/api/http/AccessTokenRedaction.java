package io.voxgate.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes the token out of a request's query before anything else reads it, so that no access log shows it, whatever its
 * pattern.
 */
@ApplicationScoped
public class AccessTokenRedaction {
    /** RFC 6750 §2.3. */
    public static final String PARAMETER = "access_token";

    private static final String NAME = PARAMETER + "=";
    private static final int AFTER_PLAIN_PATHS = AmbiguousPathFilter.FIRST - 1;

    void register(@Observes Filters filters) {
        filters.register(AccessTokenRedaction::take, AFTER_PLAIN_PATHS);
    }

    private static void take(RoutingContext context) {
        String path = context.request().path();
        String[] parts = Optional.ofNullable(context.request().query())
                .filter(_ -> path.startsWith("/v1/"))
                .orElse("")
                .split("&");
        Optional<String> token = Arrays.stream(parts)
                .filter(part -> part.startsWith(NAME))
                .findFirst()
                .map(part -> part.substring(NAME.length()));
        if (token.isEmpty()) {
            context.next();
            return;
        }
        context.put(PARAMETER, token.get());
        String rest =
                Arrays.stream(parts).filter(part -> !part.startsWith(NAME)).collect(Collectors.joining("&"));
        context.reroute(rest.isEmpty() ? path : path + "?" + rest);
    }

    /** The token that stood in the request's query. */
    static Optional<String> of(RoutingContext context) {
        return Optional.ofNullable(context.get(PARAMETER));
    }
}
