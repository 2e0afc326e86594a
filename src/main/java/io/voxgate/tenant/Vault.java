package io.voxgate.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.Settings;
import io.voxgate.model.SecretText;
import io.voxgate.vendor.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets at rest: AES-256-GCM under the master key, a fresh nonce for each, and the place where a secret belongs (tenant, kind, name, field) as
 * associated data, so that a stored secret moved to another place cannot be opened. Stored text: base64 of version, nonce, cipher text and tag.
 */
@ApplicationScoped
public class Vault {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Ids ids;
    private final SecretKeySpec key;

    public Vault(Settings settings, Ids ids) {
        this.ids = ids;
        this.key = new SecretKeySpec(settings.masterKey().map(SecretText::reveal).map(Base64.getDecoder()::decode)
                .orElseThrow(() -> new Settings.Invalid("VOXGATE_MASTER_KEY is needed to keep secrets.")), "AES");
    }

    /**
     * Where a secret belongs.
     *
     * @param kind {@code credential} or {@code connection}
     */
    public record Place(String tenantId, String kind, String name) {
        private byte[] associated(String field) {
            return Json.write(Json.array().add(tenantId).add(kind).add(name).add(field)).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The fields of one stored thing, each as {@code {cipher, lastFour}}. */
    public ObjectNode seal(Place place, Map<String, SecretText> fields) {
        ObjectNode sealed = Json.object();
        new TreeMap<>(fields).forEach((field, secret) -> sealed.putObject(field)
                .put("cipher", seal(place, field, secret))
                .put("lastFour", secret.lastFour()));
        return sealed;
    }

    /** @throws IllegalStateException when a field was sealed under another master key or for another place */
    public Map<String, SecretText> open(Place place, ObjectNode sealed) {
        Map<String, SecretText> fields = new LinkedHashMap<>();
        sealed.properties().forEach(entry -> fields.put(entry.getKey(), open(place, entry.getKey(), entry.getValue().get("cipher").asText())));
        return fields;
    }

    private String seal(Place place, String field, SecretText secret) {
        byte[] nonce = ids.bytes(NONCE_BYTES);
        byte[] cipher = run(Cipher.ENCRYPT_MODE, nonce, place.associated(field), secret.reveal().getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(
                ByteBuffer.allocate(1 + NONCE_BYTES + cipher.length).put(VERSION).put(nonce).put(cipher).array());
    }

    private SecretText open(Place place, String field, String sealed) {
        ByteBuffer stored = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        if (stored.get() != VERSION) {
            throw new IllegalStateException("A stored secret has an unknown form");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        stored.get(nonce);
        byte[] cipher = new byte[stored.remaining()];
        stored.get(cipher);
        return new SecretText(new String(run(Cipher.DECRYPT_MODE, nonce, place.associated(field), cipher), StandardCharsets.UTF_8));
    }

    private byte[] run(int mode, byte[] nonce, byte[] associated, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored secret does not open: another master key, or it was moved", e);
        }
    }
}
