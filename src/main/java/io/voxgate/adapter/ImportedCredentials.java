package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.CredentialSlot;
import io.voxgate.model.SecretNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The credentials that an import asks its caller to fill. The secrets are only compared with each other, and leave with the import. */
final class ImportedCredentials {
    /** A credential has no more fields than this. */
    private static final int MOST_FIELDS = 20;
    private static final List<String> PARTS = List.of("avatar", "stt", "tts", "llm");
    /** The fields of credentials that agents name by credentialRef. */
    private static final Set<String> OF_PROVIDERS = Set.of("apiKey", "appId", "secretId", "secretKey", "groupId", "subscriptionKey", "token");

    private final String vendor;
    private final Map<String, Map<String, JsonNode>> fields = new LinkedHashMap<>();
    private final Map<String, Set<String>> foundAt = new LinkedHashMap<>();

    ImportedCredentials(String vendor) {
        this.vendor = vendor;
    }

    /** A field that an agent's credentialRef leads to. */
    void add(CredentialSlot slot, String wire, JsonNode secret) {
        fields.computeIfAbsent(slot.credential(), _ -> new LinkedHashMap<>()).put(slot.field(), secret);
        foundAt.computeIfAbsent(slot.credential(), _ -> new LinkedHashSet<>()).add(wire);
    }

    /**
     * A slot for a secret that no table knows: a field of its own, or the one that has the same secret already.
     *
     * @param wire where it stands, dotted; the part of the request names the credential
     * @param name what it is called there
     * @param last whether every credentialRef of the agent is known already
     */
    CredentialSlot slot(String wire, String name, JsonNode secret, boolean last) {
        String base = credential(wire);
        String field = SecretNames.field(name);
        for (int number = 1; ; number++) {
            String credential = base + (number <= MOST_FIELDS ? "" : "-" + (number / MOST_FIELDS + 1));
            CredentialSlot slot = new CredentialSlot(credential, number == 1 ? field : field + number);
            if (free(slot, secret, last)) {
                add(slot, wire, secret);
                return slot;
            }
        }
    }

    private boolean free(CredentialSlot slot, JsonNode secret, boolean last) {
        Map<String, JsonNode> taken = fields.getOrDefault(slot.credential(), Map.of());
        if (taken.containsKey(slot.field())) {
            return taken.get(slot.field()).equals(secret);
        }
        return taken.size() < MOST_FIELDS && (last || !OF_PROVIDERS.contains(slot.field()) || slot.credential().equals("avatar"));
    }

    private String credential(String wire) {
        String lower = wire.toLowerCase(Locale.ROOT);
        return PARTS.stream().filter(part -> lower.matches("([a-z]*\\.)*[a-z]*" + part + "(config|extrabody)?([.\\[].*)?")).findFirst().orElse(vendor);
    }

    List<ImportResult.FoundCredential> found() {
        List<ImportResult.FoundCredential> found = new ArrayList<>();
        fields.forEach((name, secrets) -> found.add(new ImportResult.FoundCredential(name, List.copyOf(secrets.keySet()), List.copyOf(foundAt.getOrDefault(name, Set.of())))));
        return found;
    }
}
