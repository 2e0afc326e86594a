package io.voxgate.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who is asking.
 *
 * @param tenantId empty for the operator
 * @param id what stays of it in what is stored: {@code operator}, a key's id, or {@code person:} and the subject that
 *     the issuer gave
 * @param until from when it must be shown anew; empty: until it is revoked
 */
public record Caller(
        CallerKind kind, Optional<String> tenantId, Set<CallerRole> roles, String id, Optional<Instant> until) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** What showed who it is. */
    public enum CallerKind {
        OPERATOR,
        KEY,
        PERSON,
        /** A token for one stream, made by somebody of the tenant. */
        STREAM
    }

    static Caller operator() {
        return new Caller(
                CallerKind.OPERATOR, Optional.empty(), Set.of(CallerRole.OPERATOR), "operator", Optional.empty());
    }

    static Caller key(String tenantId, Set<CallerRole> roles, String keyId, Optional<Instant> until) {
        return new Caller(CallerKind.KEY, Optional.of(tenantId), roles, keyId, until);
    }

    static Caller person(String tenantId, Set<CallerRole> roles, String subject, Optional<Instant> until) {
        return new Caller(CallerKind.PERSON, Optional.of(tenantId), roles, "person:" + subject, until);
    }

    static Caller stream(String tenantId, String tokenId, Instant until) {
        return new Caller(
                CallerKind.STREAM, Optional.of(tenantId), Set.of(CallerRole.VIEWER), tokenId, Optional.of(until));
    }

    /** The tenant of a caller on a path that only tenants may use. */
    public String tenant() {
        return tenantId.orElseThrow(() -> new IllegalStateException("The operator has no tenant of its own"));
    }
}
