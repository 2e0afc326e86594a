package io.voxgate.api.http;

import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Requests that cannot be served: nothing has the character NUL in its name, a media type has two parts, and no
 * operation needs a long query. Only the vendors' sandboxes, which are not asked here, take a prompt in a query.
 */
@Provider
@PreMatching
@Priority(1)
public class RequestSanityFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().indexOf('\0') >= 0) {
            throw Problem.notFound("There is nothing at this path: nothing has the character NUL in its name.");
        }
        checkSize(request.getUriInfo());
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (name.indexOf('\0') >= 0 || values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                String detail = "The character NUL may not stand in a query parameter.";
                throw Problem.of(
                        ProblemCode.INVALID_PARAMETER,
                        detail,
                        List.of(new Fault("/" + name.replace("\0", ""), "INVALID_PARAMETER", detail)));
            }
        });
        request.getHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of()).forEach(RequestSanityFilter::checkAccept);
    }

    private static void checkSize(UriInfo uri) {
        String query = Optional.ofNullable(uri.getRequestUri().getRawQuery()).orElse("");
        if (query.length() > Limit.QUERY_BYTES.count()) {
            throw Problem.overLimit(
                    ProblemCode.INVALID_PARAMETER,
                    Limit.QUERY_BYTES,
                    "The query may have at most " + Limit.QUERY_BYTES.max() + " bytes.");
        }
        Collection<List<String>> values = uri.getQueryParameters().values();
        if (values.stream().mapToInt(List::size).sum() > Limit.QUERY_PARAMETERS.count()) {
            throw Problem.overLimit(
                    ProblemCode.INVALID_PARAMETER,
                    Limit.QUERY_PARAMETERS,
                    "The query may have at most " + Limit.QUERY_PARAMETERS.max() + " parameters.");
        }
        uri.getQueryParameters().forEach((name, given) -> {
            if (Stream.concat(Stream.of(name), given.stream())
                    .anyMatch(text -> text.length() > Limit.QUERY_VALUE_LENGTH.count())) {
                throw tooLong(name);
            }
        });
    }

    private static Problem tooLong(String name) {
        String detail = "Names and values of query parameters may have at most " + Limit.QUERY_VALUE_LENGTH.max()
                + " characters.";
        String shown = name.substring(0, Math.min(name.length(), Limit.POINTER_LENGTH.count()));
        return Problem.overLimit(
                ProblemCode.INVALID_PARAMETER,
                Limit.QUERY_VALUE_LENGTH,
                detail,
                List.of(new Fault("/" + shown, "INVALID_PARAMETER", detail)));
    }

    private static void checkAccept(String header) {
        try {
            for (String part : header.split(",")) {
                MediaType.valueOf(part.strip());
            }
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemCode.NOT_ACCEPTABLE, "The header Accept cannot be read; ask for application/json.");
        }
    }
}
