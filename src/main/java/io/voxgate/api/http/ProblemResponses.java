package io.voxgate.api.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Problems as they are answered: RFC 9457. */
public final class ProblemResponses {
    /** Where {@code type} points: one anchor a code in the catalogue of the contract. */
    public static final String TYPE = "https://voxgate.io/problems/";

    static final long RETRY_SECONDS = 2;

    private ProblemResponses() {}

    @JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "requestId", "retryable", "errors"})
    record Body(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            ProblemCode code,
            String requestId,
            boolean retryable,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors,
            @JsonAnyGetter Map<String, Object> extras) {}

    public static Response answer(Problem problem, ContainerRequestContext request) {
        Response.ResponseBuilder answer = Response.status(problem.code().status())
                .entity(body(
                        problem, "/" + request.getUriInfo().getPath().replaceFirst("^/+", ""), RequestIds.of(request)));
        headers(problem).forEach(answer::header);
        return answer.build();
    }

    static Map<String, String> headers(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.CONTENT_TYPE, MediaTypes.PROBLEM);
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"voxgate\"");
        }
        if (problem.code() == ProblemCode.UNAVAILABLE) {
            headers.put(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_SECONDS));
        }
        if (problem.extras().get("retryAfterMs") instanceof Number wait) {
            long seconds = Math.max(1, Math.ceilDiv(wait.longValue(), 1000));
            headers.put(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            RateLimitHeaders.add(headers, problem, seconds);
        }
        return headers;
    }

    static Body body(Problem problem, String instance, String requestId) {
        ProblemCode code = problem.code();
        return new Body(
                TYPE + code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                code.title(),
                code.status(),
                problem.detail(),
                instance,
                code,
                requestId,
                problem.retryable(),
                problem.faults(),
                problem.extras());
    }
}
