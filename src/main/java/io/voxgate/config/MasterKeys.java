package io.voxgate.config;

import io.voxgate.model.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where the master keys come from: the environment, or a file that can be changed while the service runs.
 *
 * @param given {@code VOXGATE_MASTER_KEY}, then those of {@code VOXGATE_MASTER_KEYS_PREVIOUS}; empty when there is a
 *     file
 * @param file {@code VOXGATE_MASTER_KEY_FILE}: a key a line, the first encrypts, all decrypt; lines that start with #
 *     are passed over
 * @param production whether the key that encrypts must be known to this installation alone
 */
public record MasterKeys(List<SecretText> given, Optional<Path> file, boolean production) {
    private static final String KEY = "VOXGATE_MASTER_KEY";
    private static final String FILE = "VOXGATE_MASTER_KEY_FILE";
    private static final String PREVIOUS = "VOXGATE_MASTER_KEYS_PREVIOUS";
    private static final int BYTES = 32;

    public MasterKeys {
        given = List.copyOf(given);
    }

    /** @throws Settings.Invalid when a value is invalid */
    static MasterKeys of(KeySettings settings, boolean production) {
        List<SecretText> given = new ArrayList<>();
        settings.masterKey().map(value -> key(KEY, value.reveal())).ifPresent(given::add);
        if (settings.masterKeyFile().isPresent() && !given.isEmpty()) {
            throw new Settings.Invalid("Set " + KEY + " or " + FILE + ", not both.");
        }
        settings.masterKeysPrevious().ifPresent(previous -> {
            if (given.isEmpty()) {
                throw new Settings.Invalid(
                        PREVIOUS + " goes with " + KEY + "; in a file the previous keys are the further lines.");
            }
            for (String one : previous.reveal().strip().split("[\\s,]+")) {
                given.add(key(PREVIOUS, one));
            }
        });
        return new MasterKeys(given, settings.masterKeyFile(), production);
    }

    public boolean isEmpty() {
        return given.isEmpty() && file.isEmpty();
    }

    /**
     * The keys as they are now, the one that encrypts first.
     *
     * @throws Settings.Invalid when there is none, or the file cannot be read or meant
     */
    public List<SecretText> read() {
        List<SecretText> keys = file.map(MasterKeys::lines).orElse(given);
        if (keys.isEmpty()) {
            throw new Settings.Invalid(file.map(path -> "The master key file " + path + " holds no key.")
                    .orElse(KEY + " or " + FILE + " is needed to keep secrets."));
        }
        if (production) {
            KeyStrength.masterKeyFault(keys.getFirst().reveal()).ifPresent(fault -> {
                throw new Settings.Invalid(
                        file.map(path -> "The first key of " + path).orElse(KEY) + " " + fault
                                + ". Make one: openssl rand -base64 32 (the old one beside it, until what it "
                                        + "encrypted is encrypted anew).");
            });
        }
        return keys;
    }

    private static List<SecretText> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> key("A line of " + file, line))
                    .toList();
        } catch (IOException e) {
            throw new Settings.Invalid("The master key file " + file + " cannot be read: "
                    + e.getClass().getSimpleName() + ".");
        }
    }

    /** The sentence never holds the value: it may be most of a key. */
    private static SecretText key(String name, String value) {
        try {
            if (Base64.getDecoder().decode(value).length == BYTES) {
                return new SecretText(value);
            }
        } catch (IllegalArgumentException e) {
            throw new Settings.Invalid(name + " must be the base64 text of 32 bytes; it is not valid base64.");
        }
        throw new Settings.Invalid(name + " must be the base64 text of exactly 32 bytes (openssl rand -base64 32).");
    }
}
