package io.voxgate.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.voxgate.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One master key, ready for use: AES-256-GCM by Tink, raw (12 bytes of nonce, cipher text, 16 bytes of tag).
 *
 * @param id eight hexadecimal digits derived from the key; they distinguish keys and say nothing about the key
 */
record MasterKey(String id, Aead aead) {
    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int ID_BYTES = 4;
    private static final byte[] ID_OF = "voxgate master key".getBytes(StandardCharsets.US_ASCII);

    /** @param base64 of 32 bytes, checked when the settings were read */
    static MasterKey of(SecretText base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.reveal());
        try {
            return new MasterKey(id(bytes), aead(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink refuses a key of 32 bytes", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String id(byte[] key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(ID_OF);
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    @AccessesPartialKey
    private static Aead aead(byte[] bytes) throws GeneralSecurityException {
        AeadConfig.register();
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(BYTES)
                .setIvSizeBytes(NONCE_BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        AesGcmKey key = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    @Override
    public String toString() {
        return "MasterKey " + id;
    }
}
