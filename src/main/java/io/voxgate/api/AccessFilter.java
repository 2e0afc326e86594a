package io.voxgate.api;

import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.tenant.Caller;
import io.voxgate.tenant.Keys;
import io.voxgate.tenant.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out who is asking, and whether they may. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Keys keys;
    private final CurrentCaller current;
    private final ResourceInfo resource;

    public AccessFilter(Keys keys, CurrentCaller current, ResourceInfo resource) {
        this.keys = keys;
        this.current = current;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method == null || method.isAnnotationPresent(Anonymous.class) || resource.getResourceClass().isAnnotationPresent(Anonymous.class)) {
            return;
        }
        Caller caller = bearer(request).flatMap(keys::caller)
                .orElseThrow(() -> Problem.of(ProblemCode.UNAUTHENTICATED, "Send a valid key: Authorization: Bearer <key>."));
        current.set(caller);
        if (!allowed(caller, Optional.ofNullable(method.getAnnotation(Allow.class)))) {
            throw Problem.of(ProblemCode.FORBIDDEN, forbidden(caller, Optional.ofNullable(method.getAnnotation(Allow.class))));
        }
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    private static boolean allowed(Caller caller, Optional<Allow> allow) {
        if (allow.isEmpty()) {
            return caller.tenantId().isPresent();
        }
        return Arrays.stream(allow.get().value()).anyMatch(caller.roles()::contains);
    }

    private static String forbidden(Caller caller, Optional<Allow> allow) {
        if (allow.isEmpty()) {
            return "The operator's key manages tenants and their keys; this belongs to a tenant. Use a key of that tenant.";
        }
        Set<Role> needed = Set.of(allow.get().value());
        return "This needs a key with the role " + words(needed) + "; this key has " + words(caller.roles()) + ".";
    }

    private static String words(Set<Role> roles) {
        return roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).sorted().collect(Collectors.joining(" or "));
    }
}
