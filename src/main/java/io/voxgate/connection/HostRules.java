package io.voxgate.connection;

import io.voxgate.egress.EgressAddressPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which hosts a tenant may name as a place for its secrets, as far as the name alone shows; addresses behind a name are
 * judged when it is resolved.
 */
record HostRules(EgressAddressPolicy guard) {
    private static final Set<String> METADATA = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal");
    private static final List<String> PRIVATE =
            List.of("localhost", "local", "internal", "home.arpa", "lan", "intranet", "corp", "home", "localdomain");

    /** Why nothing may be sent there, as the end of a sentence; empty when it may. */
    Optional<String> refusal(HostName host) {
        if (host.literal().isPresent()) {
            return host.literal().flatMap(guard::refusal).map(_ -> "is a private, link-local or metadata address");
        }
        if (METADATA.contains(host.name())) {
            return Optional.of("is a cloud's metadata service");
        }
        boolean inside = host.name().indexOf('.') < 0
                || PRIVATE.contains(host.name().substring(host.name().lastIndexOf('.') + 1))
                || host.name().endsWith(".home.arpa");
        return inside && !guard.privateAllowed() ? Optional.of("is no public host") : Optional.empty();
    }
}
