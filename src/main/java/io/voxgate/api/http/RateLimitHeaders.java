package io.voxgate.api.http;

import io.voxgate.model.Problem;
import java.util.Map;

/**
 * {@code RateLimit-Policy} and {@code RateLimit}, as the HTTP API working group drafts them: what the vendor account's
 * limit is, and when there is room again.
 */
public final class RateLimitHeaders {
    public static final String POLICY = "RateLimit-Policy";
    public static final String STATE = "RateLimit";

    private RateLimitHeaders() {}

    /** @param seconds until there is room */
    static void add(Map<String, String> headers, Problem problem, long seconds) {
        if (problem.extras().get("limitPerSecond") instanceof Number limit) {
            headers.put(POLICY, "\"vendor-account\";q=" + limit + ";w=1");
            headers.put(STATE, "\"vendor-account\";r=0;t=" + seconds);
        }
    }
}
