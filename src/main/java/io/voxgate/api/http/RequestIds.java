package io.voxgate.api.http;

import io.voxgate.secret.IdGenerator;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Each request has an id: the caller's own when it is a decent one, else one of ours. It is in the answer and in every
 * problem.
 */
@Provider
@PreMatching
@Priority(0)
public class RequestIds implements ContainerRequestFilter, ContainerResponseFilter {
    public static final String HEADER = "X-Request-Id";
    private static final String PROPERTY = "io.voxgate.requestId";

    private final IdGenerator idGenerator;
    private final CurrentCaller current;

    public RequestIds(IdGenerator idGenerator, CurrentCaller current) {
        this.idGenerator = idGenerator;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String id = decent(request.getHeaderString(HEADER)).orElseGet(() -> idGenerator.next("req"));
        request.setProperty(PROPERTY, id);
        current.request(id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, of(request));
    }

    /** The caller's own id, if it is one that fits into a log. */
    static Optional<String> decent(@Nullable String given) {
        return Optional.ofNullable(given).filter(id -> id.matches("[A-Za-z0-9._:-]{1,128}"));
    }

    /** The id of a request. */
    static String of(ContainerRequestContext request) {
        return Optional.ofNullable(request.getProperty(PROPERTY))
                .map(Object::toString)
                .orElse("");
    }
}
