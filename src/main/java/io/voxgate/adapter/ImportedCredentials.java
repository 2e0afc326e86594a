package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.voxgate.model.CredentialSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The credentials that an import asks its caller to fill. The secrets are only compared with each other, and leave with
 * the import. However many there are, each is placed in a few steps.
 */
final class ImportedCredentials {
    /** Twenty fields are a credential's limit; some are left for what a credentialRef leads to. */
    private static final int MOST_SLOTS = 13;

    private static final Pattern STEPS = Pattern.compile("[.\\[]");
    private static final int MOST_STEPS = 8;
    /** Parts of requests by the ends of their names, without Config or ExtraBody; each has a credential of its own. */
    private static final Map<String, String> PARTS = parts();
    /** The fields of credentials that agents name by credentialRef. */
    private static final Set<String> OF_PROVIDERS =
            Set.of("apiKey", "appId", "secretId", "secretKey", "groupId", "subscriptionKey", "token");

    private final String vendor;
    private final Map<String, Map<String, JsonNode>> fields = new LinkedHashMap<>();
    private final Map<String, Set<String>> foundAt = new LinkedHashMap<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private final Map<KnownSecret, CredentialSlot> slots = new HashMap<>();

    private record KnownSecret(String part, String field, JsonNode secret) {}

    ImportedCredentials(String vendor) {
        this.vendor = vendor;
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        List.of("avatar", "stt", "tts", "llm").forEach(part -> parts.put(part, part));
        parts.put("asr", "stt");
        return parts;
    }

    /** A field that an agent's credentialRef leads to. */
    void add(CredentialSlot slot, String wire, JsonNode secret) {
        fields.computeIfAbsent(slot.credential(), _ -> new LinkedHashMap<>()).put(slot.field(), secret);
        foundAt.computeIfAbsent(slot.credential(), _ -> new LinkedHashSet<>()).add(wire);
    }

    /** The same of a secret that the request lacks: it is as no other. */
    void ask(CredentialSlot slot) {
        fields.computeIfAbsent(slot.credential(), _ -> new LinkedHashMap<>())
                .putIfAbsent(slot.field(), MissingNode.getInstance());
    }

    /**
     * A slot for a secret that no table knows: a field of its own, or the one that has the same secret already.
     *
     * @param wire where it stands, dotted; the part of the request names the credential
     * @param name what it is called there
     * @param last whether every credentialRef of the agent is known already
     */
    CredentialSlot slot(String wire, String name, JsonNode secret, boolean last) {
        String part = part(wire);
        String field = CredentialSlot.fieldFor(name);
        CredentialSlot slot =
                slots.computeIfAbsent(new KnownSecret(part, field, secret), _ -> free(part, field, secret, last));
        add(slot, wire, secret);
        return slot;
    }

    private CredentialSlot free(String part, String field, JsonNode secret, boolean last) {
        if (fields.getOrDefault(credential(part), Map.of()).size() >= MOST_SLOTS) {
            latest.merge(part, 2, (number, _) -> number + 1);
        }
        String credential = credential(part);
        Map<String, JsonNode> taken = fields.getOrDefault(credential, Map.of());
        boolean kept = !last && OF_PROVIDERS.contains(field) && !part.equals("avatar");
        String free = field;
        for (int number = 2;
                (kept && free.equals(field))
                        || !taken.getOrDefault(free, secret).equals(secret);
                number++) {
            free = field + number;
        }
        return new CredentialSlot(credential, free);
    }

    private String credential(String part) {
        Integer number = latest.get(part);
        return number == null ? part : part + "-" + number;
    }

    private String part(String wire) {
        for (String step : STEPS.split(wire.toLowerCase(Locale.ROOT), MOST_STEPS)) {
            String name = step.replace("config", "").replace("extrabody", "");
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                if (name.endsWith(part.getKey())) {
                    return part.getValue();
                }
            }
        }
        return vendor;
    }

    List<ImportResult.FoundCredential> found() {
        List<ImportResult.FoundCredential> found = new ArrayList<>();
        fields.forEach((name, secrets) -> found.add(new ImportResult.FoundCredential(
                name, List.copyOf(secrets.keySet()), List.copyOf(foundAt.getOrDefault(name, Set.of())))));
        return found;
    }
}
