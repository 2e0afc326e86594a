package io.voxgate.database;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.util.Optional;

/**
 * On whose behalf a transaction works, for the audit.
 *
 * @param type {@code key}, {@code person}, {@code operator} or {@code voxgate}
 * @param id a key's id, a person's name at the issuer; for the other two their type again
 * @param requestId of the request that asked for it; empty for Voxgate's own work
 */
public record Actor(String type, String id, Optional<String> requestId) {
    /** Work that no caller asked for at this moment. */
    public static final Actor VOXGATE = new Actor("voxgate", "voxgate", Optional.empty());

    String text() {
        ObjectNode tree = Json.object().put("type", type).put("id", id);
        requestId.ifPresent(given -> tree.put("requestId", given));
        return Json.write(tree);
    }
}
