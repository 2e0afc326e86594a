package io.voxgate.secret;

import io.voxgate.database.DatabaseUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the master keys of this process are those of the installation. */
@ApplicationScoped
public class StoredSecrets {
    private final EncryptedSecretTable table;
    private final SecretCipher cipher;

    public StoredSecrets(EncryptedSecretTable table, SecretCipher cipher) {
        this.table = table;
        this.cipher = cipher;
    }

    /**
     * What is wrong when most of what is stored was encrypted with keys that are not here; a few such rows are their
     * owners' trouble alone.
     */
    public Optional<String> fault() {
        try {
            Map<String, Long> rows = table.countByMasterKey();
            long all = rows.values().stream().mapToLong(Long::longValue).sum();
            long strange = rows.entrySet().stream()
                    .filter(entry -> !opens(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return strange * 2 > all
                    ? Optional.of("The master keys here open few or none of the stored secrets (" + strange + " of "
                            + all + " rows were encrypted with others): this process has another installation's key.")
                    : Optional.empty();
        } catch (DatabaseUnavailable _) {
            // The database's own check says so.
            return Optional.empty();
        }
    }

    private boolean opens(String sealers) {
        return Stream.of(sealers.split(",")).allMatch(cipher.ids()::contains);
    }
}
