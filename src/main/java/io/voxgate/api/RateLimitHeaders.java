package io.voxgate.api;

import io.voxgate.model.Problem;
import jakarta.ws.rs.core.Response;

/** {@code RateLimit-Policy} and {@code RateLimit}, as the HTTP API working group drafts them: what the vendor account's limit is, and when there is room again. */
final class RateLimitHeaders {
    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";

    private RateLimitHeaders() {}

    /** @param seconds until there is room */
    static void add(Response.ResponseBuilder answer, Problem problem, long seconds) {
        if (problem.extras().get("limitPerSecond") instanceof Number limit) {
            answer.header(POLICY, "\"vendor-account\";q=" + limit + ";w=1");
            answer.header(STATE, "\"vendor-account\";r=0;t=" + seconds);
        }
    }
}
