package io.voxgate.tenant;

import java.util.Optional;
import java.util.Set;

/**
 * Who is asking.
 *
 * @param tenantId empty for the operator
 * @param id what stays of it in what is stored: {@code operator}, a key's id, or {@code person:} and the subject that the issuer gave
 */
public record Caller(Kind kind, Optional<String> tenantId, Set<Role> roles, String id) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** What showed who it is. */
    public enum Kind {
        OPERATOR,
        KEY,
        PERSON
    }

    static Caller operator() {
        return new Caller(Kind.OPERATOR, Optional.empty(), Set.of(Role.OPERATOR), "operator");
    }

    static Caller key(String tenantId, Set<Role> roles, String keyId) {
        return new Caller(Kind.KEY, Optional.of(tenantId), roles, keyId);
    }

    static Caller person(String tenantId, Set<Role> roles, String subject) {
        return new Caller(Kind.PERSON, Optional.of(tenantId), roles, "person:" + subject);
    }

    /** The tenant of a caller on a path that only tenants may use. */
    public String tenant() {
        return tenantId.orElseThrow(() -> new IllegalStateException("The operator has no tenant of its own"));
    }
}
