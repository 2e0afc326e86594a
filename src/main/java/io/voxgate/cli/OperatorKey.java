package io.voxgate.cli;

import io.voxgate.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The operator's key of {@code start}: from the environment, else one that is made once and kept beside the data. */
public final class OperatorKey {
    private static final String SETTING = "voxgate.operator-key";
    private static final int BYTES = 24;

    private OperatorKey() {}

    static Path file(Path home) {
        return home.resolve("operator.key");
    }

    /** Sets {@code VOXGATE_OPERATOR_KEY} for this process when the environment does not. */
    public static void ensure(Settings settings, Path home) throws IOException {
        if (settings.operator().key().isPresent()) {
            return;
        }
        KeyFile file = new KeyFile(file(home));
        Optional<String> kept = file.read();
        String key = kept.orElseGet(OperatorKey::random);
        if (kept.isEmpty()) {
            file.write(key);
        }
        System.setProperty(SETTING, key);
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return "operator_" + HexFormat.of().formatHex(bytes);
    }
}
