package io.voxgate.config;

import io.voxgate.config.Settings.Invalid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The roles that this installation assumes with its own identity, by the tenant whose connections may name them. There
 * is no grant for all tenants or all roles: whoever could name any role would borrow what the installation may do for
 * others.
 */
public final class RoleGrants {
    private static final String VARIABLE = "VOXGATE_IDENTITY_ROLES";
    private static final int LONGEST = 400;

    private final Map<String, Set<String>> roles;

    private RoleGrants(Map<String, Set<String>> roles) {
        this.roles = roles;
    }

    /** @throws Invalid with a sentence on the first entry that is none */
    public static RoleGrants of(IdentitySettings settings) {
        Map<String, Set<String>> roles = new HashMap<>();
        for (String entry : entries(settings.roles().orElse(""))) {
            int equals = entry.indexOf('=');
            if (equals < 1 || equals == entry.length() - 1 || entry.length() > LONGEST || entry.contains("*")) {
                throw new Invalid(VARIABLE + " has entries like acme=acs:ram::1000000000000001:role/voxgate, with "
                        + "blanks between: a tenant's id and one of its roles, each by its whole name. This is none: "
                        + entry.substring(0, Math.min(entry.length(), LONGEST)));
            }
            roles.computeIfAbsent(entry.substring(0, equals), _ -> new HashSet<>())
                    .add(entry.substring(equals + 1));
        }
        return new RoleGrants(roles);
    }

    private static List<String> entries(String text) {
        return Stream.of(text.strip().split("\\s", -1))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Whether connections of this tenant may assume this role without a key. */
    public boolean allows(String tenantId, String roleArn) {
        return roles.getOrDefault(tenantId, Set.of()).contains(roleArn);
    }
}
