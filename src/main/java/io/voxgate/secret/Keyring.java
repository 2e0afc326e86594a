package io.voxgate.secret;

import io.voxgate.model.SecretText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The master keys of this installation: the first encrypts, each decrypts. */
final class Keyring {
    private final Map<String, MasterKey> keys = new LinkedHashMap<>();
    private final MasterKey primary;

    /** @param texts base64 of 32 bytes each; at least one */
    Keyring(List<SecretText> texts) {
        texts.stream().map(MasterKey::of).forEach(key -> keys.putIfAbsent(key.id(), key));
        primary = keys.values().iterator().next();
    }

    MasterKey primary() {
        return primary;
    }

    Optional<MasterKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** In order, the primary first. */
    List<MasterKey> all() {
        return List.copyOf(keys.values());
    }

    Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }
}
