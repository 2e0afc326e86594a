package io.voxgate.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every place of a contract where one of several schemas may stand, and how a program is to tell them apart. */
final class ContractDiscriminators {
    private final JsonNode contract;
    private final Map<String, String> reasons;
    private final Set<String> unused;
    private final List<String> faults = new ArrayList<>();

    private ContractDiscriminators(JsonNode contract, Map<String, String> reasons) {
        this.contract = contract;
        this.reasons = reasons;
        this.unused = new TreeSet<>(reasons.keySet());
    }

    /** @param reasons why a place needs no discriminator, by its JSON Pointer */
    static List<String> faults(JsonNode contract, Map<String, String> reasons) {
        ContractDiscriminators discriminators = new ContractDiscriminators(contract, reasons);
        discriminators.walk("", contract);
        discriminators.unused.forEach(place -> discriminators.faults.add(place + " is no place with a choice"));
        return discriminators.faults;
    }

    private void walk(String place, JsonNode node) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            if (node.path(keyword).isArray()) {
                choice(place, node, node.get(keyword));
            }
        }
        node.properties()
                .forEach(member ->
                        walk(place + "/" + member.getKey().replace("~", "~0").replace("/", "~1"), member.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(place + "/" + i, node.get(i));
        }
    }

    private void choice(String place, JsonNode node, JsonNode parts) {
        unused.remove(place);
        JsonNode discriminator = node.path("discriminator");
        if (!discriminator.has("propertyName")) {
            if (!reasons.containsKey(place)) {
                faults.add(place + " has no discriminator, and no reason why it cannot have one");
            }
            return;
        }
        if (reasons.containsKey(place)) {
            faults.add(place + " has a discriminator, and a reason why it cannot have one");
        }
        Set<String> possible = new HashSet<>();
        parts.forEach(part -> possible.add(part.path("$ref").asText()));
        Set<String> mapped = new HashSet<>();
        discriminator.path("mapping").properties().forEach(mapping -> {
            String reference = mapping.getValue().asText();
            mapped.add(reference);
            part(
                    place + " of " + mapping.getKey(),
                    discriminator.get("propertyName").asText(),
                    mapping.getKey(),
                    contract.at(reference.substring(1)));
        });
        if (!possible.equals(mapped)) {
            faults.add(place + " maps to " + new TreeSet<>(mapped) + ", and may be " + new TreeSet<>(possible));
        }
    }

    /** The property has to be there always, and where it has a list of words, the word has to be one of them. */
    private void part(String place, String property, String word, JsonNode schema) {
        Set<String> required = ContractComparison.words(schema.path("required"));
        JsonNode words = schema.path("properties").path(property).path("enum");
        if (!required.contains(property)) {
            faults.add(place + " may be without " + property);
        }
        if (words.isArray() && !ContractComparison.words(words).contains(word)) {
            faults.add(place + ": " + property + " is never so");
        }
    }
}
