package io.voxgate.canary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The canaries of one run: a secret for each place that takes one. */
final class CanarySecrets {
    static final String OPERATOR_KEY = "operator-CnryOperatorKeyQ7w2Zx9Lk-tail";
    static final String DATABASE_PASSWORD = "CnryDatabasePasswordV5n8Rt-tail";
    private static final String MASTER = "CnryMasterKeyBytesK3h6Pq1Yb4Ws8!";
    static final String MASTER_KEY = Base64.getEncoder().encodeToString(MASTER.getBytes(StandardCharsets.US_ASCII));

    private final Map<String, Canary> canaries = new LinkedHashMap<>();

    CanarySecrets() {
        add("operator key", "CnryOperatorKeyQ7w2Zx9Lk");
        add("database password", "CnryDatabasePasswordV5n8Rt");
        add("master key", MASTER.substring(0, 28));
        add("master key's text", MASTER_KEY.substring(0, 36));
    }

    /** A new secret: letters and digits, its last four not looked for, because they are shown. */
    String secret(String name) {
        String core =
                "Cnry" + Integer.toString(canaries.size() + 36, 36) + name.replaceAll("[^A-Za-z0-9]", "") + "x7Qz";
        add(name, core.substring(0, Math.min(26, core.length())));
        return canaries.get(name).core() + "Tai1";
    }

    /** A new secret with characters that JSON, URLs and base64 write differently. */
    String knotty(String name) {
        String core = "Cnry" + Integer.toString(canaries.size() + 36, 36) + "\"\\/+&=?<é>"
                + name.replaceAll("[^A-Za-z0-9]", "") + "x7Qz";
        add(name, core);
        return core + "Tai1";
    }

    /** A secret that the service made. */
    void made(String name, String text) {
        add(name, text.substring(0, text.length() - 4));
    }

    private void add(String name, String core) {
        if (canaries.put(name, new Canary(name, core)) != null) {
            throw new IllegalStateException("Two canaries are called " + name);
        }
    }

    List<Canary> all() {
        return new ArrayList<>(canaries.values());
    }
}
