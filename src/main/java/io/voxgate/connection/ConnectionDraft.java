package io.voxgate.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.SecretText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A connection as a caller writes it, not yet checked.
 *
 * @param secrets by field name: one to store, or empty to remove the stored one; a field that is not in it stays as it
 *     is stored
 */
public record ConnectionDraft(
        String vendor,
        Optional<String> region,
        Optional<String> endpoint,
        ObjectNode settings,
        Map<String, Optional<SecretText>> secrets) {
    public ConnectionDraft {
        secrets = Map.copyOf(secrets);
    }

    /** The secrets that the connection has afterwards. */
    Map<String, SecretText> over(Map<String, SecretText> stored) {
        Map<String, SecretText> all = new HashMap<>(stored);
        secrets.forEach(
                (field, secret) -> secret.ifPresentOrElse(text -> all.put(field, text), () -> all.remove(field)));
        return all;
    }
}
