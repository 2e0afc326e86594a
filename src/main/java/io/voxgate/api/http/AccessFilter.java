package io.voxgate.api.http;

import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.AccessRules;
import io.voxgate.security.Caller;
import io.voxgate.security.CallerRole;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out who is asking, and whether they may. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
    private final Authenticator signIn;
    private final StreamAuthenticator streams;
    private final PortalAuthenticator portal;
    private final CurrentCaller current;
    private final ResourceInfo resource;

    public AccessFilter(
            Authenticator signIn,
            StreamAuthenticator streams,
            PortalAuthenticator portal,
            CurrentCaller current,
            ResourceInfo resource) {
        this.signIn = signIn;
        this.streams = streams;
        this.portal = portal;
        this.current = current;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod() == null) {
            return;
        }
        Set<CallerRole> needed = AccessRules.roles(AccessCheck.operation(resource.getResourceMethod()));
        if (needed.isEmpty()) {
            return;
        }
        Optional<String> bearer = BearerToken.of(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Caller caller = bearer.isPresent()
                ? signIn.caller(bearer)
                : streams.caller(request).or(portal::caller).orElseGet(() -> signIn.caller(bearer));
        current.set(caller);
        if (needed.stream().noneMatch(caller.roles()::contains)) {
            throw Problem.of(ProblemCode.FORBIDDEN, forbidden(caller, needed));
        }
    }

    private static String forbidden(Caller caller, Set<CallerRole> needed) {
        if (caller.roles().contains(CallerRole.OPERATOR)) {
            return "The operator's key manages tenants and their keys; this belongs to a tenant. Use a key of that tenant.";
        }
        return "This needs the role " + words(needed, " or ") + "; you have " + words(caller.roles(), ", ") + ".";
    }

    private static String words(Set<CallerRole> roles, String between) {
        return roles.stream().sorted().map(CallerRole::word).collect(Collectors.joining(between));
    }
}
