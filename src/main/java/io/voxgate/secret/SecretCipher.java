package io.voxgate.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.config.MasterKeys;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Secrets at rest: AES-256-GCM under a master key, with the place where a secret belongs (tenant, kind, name, field) as
 * associated data, so that a stored secret moved to another place cannot be opened. Stored text: {@code 2.<id of the
 * master key>.<base64>}, where 2 is the number of this form.
 */
@ApplicationScoped
public class SecretCipher {
    private static final String FORM = "2";

    private volatile Keyring keys;

    public SecretCipher(MasterKeys keys) {
        this.keys = new Keyring(keys.read());
    }

    /**
     * Where a secret belongs.
     *
     * @param kind what holds it: {@code credential}, {@code connection}, …
     */
    public record SecretLocation(String tenantId, String kind, String name) {
        private byte[] associated(String field) {
            return Json.write(Json.array().add(tenantId).add(kind).add(name).add(field))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A stored secret cannot be opened: its master key is gone, or it was changed or moved. */
    public static final class UnreadableSecret extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableSecret(String why) {
            super(why, null, false, false);
        }
    }

    /** The fields of one stored thing, each as {@code {cipher, lastFour}}. */
    public ObjectNode encrypt(SecretLocation place, Map<String, SecretText> fields) {
        MasterKey key = keys.primary();
        ObjectNode encrypted = Json.object();
        new TreeMap<>(fields)
                .forEach((field, secret) -> encrypted
                        .putObject(field)
                        .put("cipher", encrypt(key, place.associated(field), secret))
                        .put("lastFour", secret.lastFour()));
        return encrypted;
    }

    /** @throws Problem 503 when a field cannot be opened */
    public Map<String, SecretText> decrypt(SecretLocation place, ObjectNode encrypted) {
        try {
            return decryptChecked(place, encrypted);
        } catch (UnreadableSecret e) {
            throw Problem.of(
                    ProblemCode.SECRETS_UNREADABLE,
                    "The secrets of the " + place.kind() + " " + place.name() + " cannot be opened: " + e.getMessage()
                            + " Store them again with PUT, or ask the operator of this installation for the master "
                                    + "key that encrypted them.");
        }
    }

    /** The same; empty when no key of this installation opens them. */
    public Optional<Map<String, SecretText>> readable(SecretLocation place, ObjectNode encrypted) {
        try {
            return Optional.of(decryptChecked(place, encrypted));
        } catch (UnreadableSecret _) {
            return Optional.empty();
        }
    }

    /** The same for those who go on without it. */
    public Map<String, SecretText> decryptChecked(SecretLocation place, ObjectNode encrypted) throws UnreadableSecret {
        Map<String, SecretText> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : encrypted.properties()) {
            fields.put(
                    field.getKey(),
                    decrypt(
                            place.associated(field.getKey()),
                            field.getValue().path("cipher").asText()));
        }
        return fields;
    }

    /** Whether exactly these secrets are what is stored; no when that cannot be opened. */
    public boolean holds(SecretLocation place, ObjectNode encrypted, Map<String, SecretText> fields) {
        try {
            return decryptChecked(place, encrypted).equals(fields);
        } catch (UnreadableSecret _) {
            return false;
        }
    }

    /** A text that only this installation can make: a nonce, a little chance and a tag, 32 bytes. */
    public byte[] stamp(String purpose, byte[] chance) {
        try {
            return keys.primary().aead().encrypt(chance, purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A token could not be made", e);
        }
    }

    /** Whether this installation made it. */
    public boolean stamped(String purpose, byte[] stamp) {
        return keys.all().stream()
                .anyMatch(key -> decrypted(key, stamp, purpose.getBytes(StandardCharsets.UTF_8))
                        .isPresent());
    }

    /** A text that is handed out and comes back for this one purpose; nobody else can read or make one. */
    public String seal(String purpose, String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(stamp(purpose, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What was sealed for this purpose; empty when it was not, or by nobody here. */
    public Optional<String> unseal(String purpose, String sealed) {
        byte[] cipher;
        try {
            cipher = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return keys.all().stream()
                .flatMap(key -> decrypted(key, cipher, purpose.getBytes(StandardCharsets.UTF_8)).stream())
                .findFirst()
                .map(SecretText::reveal);
    }

    /** The id of the master key that encrypts now. */
    String primary() {
        return keys.primary().id();
    }

    /** The ids of the master keys that decrypt. */
    Set<String> ids() {
        return keys.ids();
    }

    /** Goes on with these master keys. */
    void use(List<SecretText> masterKeys) {
        keys = new Keyring(masterKeys);
    }

    private static String encrypt(MasterKey key, byte[] associated, SecretText secret) {
        try {
            byte[] cipher = key.aead().encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), associated);
            return FORM + "." + key.id() + "." + Base64.getEncoder().encodeToString(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret could not be encrypted", e);
        }
    }

    private SecretText decrypt(byte[] associated, String stored) throws UnreadableSecret {
        String[] parts = stored.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(FORM)) {
            throw new UnreadableSecret("their stored form is unknown.");
        }
        MasterKey key = keys.find(parts[1])
                .orElseThrow(() -> new UnreadableSecret("they were encrypted with the master key " + parts[1]
                        + ", which this installation does not have."));
        return decrypted(key, bytes(parts[2]), associated)
                .orElseThrow(() -> new UnreadableSecret("they were changed, or moved here from another place."));
    }

    private static Optional<SecretText> decrypted(MasterKey key, byte[] cipher, byte[] associated) {
        try {
            return Optional.of(
                    new SecretText(new String(key.aead().decrypt(cipher, associated), StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String base64) throws UnreadableSecret {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSecret("their stored form is unknown.");
        }
    }
}
