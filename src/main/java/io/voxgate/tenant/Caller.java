package io.voxgate.tenant;

import java.util.Optional;
import java.util.Set;

/**
 * Who is asking.
 *
 * @param tenantId empty for the operator
 * @param id who it was, for whoever asks later: {@code operator}, a key's id
 */
public record Caller(Optional<String> tenantId, Set<Role> roles, String id) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The tenant of a caller on a path that only tenants may use. */
    public String tenant() {
        return tenantId.orElseThrow(() -> new IllegalStateException("The operator has no tenant of its own"));
    }
}
