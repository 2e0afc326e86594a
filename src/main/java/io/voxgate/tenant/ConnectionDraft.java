package io.voxgate.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.SecretText;
import java.util.Map;
import java.util.Optional;

/** A connection as a caller writes it, not yet checked. */
public record ConnectionDraft(
        String vendor, Optional<String> region, Optional<String> endpoint, ObjectNode settings, Map<String, SecretText> credentials) {
    public ConnectionDraft {
        credentials = Map.copyOf(credentials);
    }
}
