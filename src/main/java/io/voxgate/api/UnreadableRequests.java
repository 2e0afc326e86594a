package io.voxgate.api;

import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Requests that nobody can do anything with: nothing has the character NUL in its name, and a media type has two parts. */
@Provider
@PreMatching
@Priority(1)
public class UnreadableRequests implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().indexOf('\0') >= 0) {
            throw Problem.notFound("There is nothing at this path: nothing has the character NUL in its name.");
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (name.indexOf('\0') >= 0 || values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                String detail = "The character NUL may not stand in a query parameter.";
                throw Problem.of(ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/" + name.replace("\0", ""), "INVALID_PARAMETER", detail)));
            }
        });
        request.getHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of()).forEach(UnreadableRequests::checkAccept);
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
