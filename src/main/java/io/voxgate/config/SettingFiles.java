package io.voxgate.config;

import io.voxgate.model.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings that are secrets may stand in a file instead, as orchestrators mount them: an environment is shown to too
 * many.
 */
final class SettingFiles {
    private static final String ENDING = "_FILE";

    private SettingFiles() {}

    /**
     * The value of a variable, or what the file says that {@code <name>_FILE} names, without the white space around it.
     *
     * @throws Settings.Invalid when both are set, or the file cannot be read or is empty
     */
    static Optional<SecretText> value(String name, Optional<SecretText> value, Optional<Path> file) {
        if (value.isPresent() && file.isPresent()) {
            throw new Settings.Invalid("Set " + name + " or " + name + ENDING + ", not both.");
        }
        return value.or(() -> file.map(path -> new SecretText(text(name, path))));
    }

    private static String text(String name, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IOException e) {
            throw new Settings.Invalid("The file of " + name + ENDING + ", " + file + ", cannot be read: "
                    + e.getClass().getSimpleName() + ".");
        }
        throw new Settings.Invalid("The file of " + name + ENDING + ", " + file + ", is empty.");
    }
}
