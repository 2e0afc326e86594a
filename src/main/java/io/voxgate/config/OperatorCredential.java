package io.voxgate.config;

import io.voxgate.model.SecretText;
import java.util.Optional;

/**
 * The operator's key, checked.
 *
 * @param key empty: there is no operator
 */
public record OperatorCredential(Optional<SecretText> key) {
    private static final String KEY = "VOXGATE_OPERATOR_KEY";
    private static final int LEAST_CHARACTERS = 16;

    /** @throws Settings.Invalid when it is too short, has other characters, or in production can be guessed */
    static OperatorCredential of(KeySettings settings, boolean production) {
        Optional<SecretText> key = SettingFiles.value(KEY, settings.operatorKey(), settings.operatorKeyFile());
        key.ifPresent(given -> check(given.reveal(), production));
        return new OperatorCredential(key);
    }

    private static void check(String key, boolean production) {
        if (key.length() < LEAST_CHARACTERS || !key.matches("[\\x21-\\x7e]+")) {
            throw new Settings.Invalid(
                    KEY + " must have at least " + LEAST_CHARACTERS + " visible ASCII characters and no spaces.");
        }
        if (production) {
            KeyStrength.operatorKeyFault(key).ifPresent(fault -> {
                throw new Settings.Invalid(KEY + " " + fault + ". Make one: openssl rand -hex 24.");
            });
        }
    }
}
