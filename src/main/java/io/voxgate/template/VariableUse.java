package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.AgentRules;
import io.voxgate.model.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which variables the texts of an agent use.
 *
 * @param lookalikes braces that no variable stands in; pointers from {@code /agent}
 */
record VariableUse(Set<String> names, List<Fault> lookalikes) {
    private static final Pattern BRACES = Pattern.compile("\\{\\{[^{}]{0,80}}}");

    static VariableUse of(ObjectNode agent) {
        Set<String> names = new TreeSet<>();
        List<Fault> lookalikes = new ArrayList<>();
        texts("/agent", agent, (pointer, text) -> {
            AgentRules.VARIABLE.matcher(text).results().forEach(match -> names.add(match.group(1)));
            Matcher braces = BRACES.matcher(AgentRules.VARIABLE.matcher(text).replaceAll(""));
            if (braces.find()) {
                lookalikes.add(new Fault(pointer, "NOT_A_VARIABLE", braces.group() + " is no variable (a name has letters, digits and underscores): it stays in the text as it is written."));
            }
        });
        return new VariableUse(names, lookalikes);
    }

    /** Variables in the names of members, which nothing fills in. Pointers from {@code /agent}. */
    static List<Fault> inNames(ObjectNode agent) {
        List<Fault> faults = new ArrayList<>();
        names("/agent", agent, faults);
        return faults;
    }

    private static void names(String pointer, JsonNode node, List<Fault> faults) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(entry -> {
                String at = pointer + "/" + StrictJson.escaped(entry.getKey());
                if (AgentRules.VARIABLE.matcher(entry.getKey()).find()) {
                    faults.add(new Fault(at, "VARIABLE_NOT_ALLOWED", "Variables are filled in in texts, never in the name of a member."));
                }
                names(at, entry.getValue(), faults);
            });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    names(pointer + "/" + i, array.get(i), faults);
                }
            }
            default -> {}
        }
    }

    /** Calls back for each text, with its pointer. */
    static void texts(String pointer, JsonNode node, BiConsumer<String, String> visitor) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(entry -> texts(pointer + "/" + StrictJson.escaped(entry.getKey()), entry.getValue(), visitor));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    texts(pointer + "/" + i, array.get(i), visitor);
                }
            }
            default -> {
                if (node.isTextual()) {
                    visitor.accept(pointer, node.asText());
                }
            }
        }
    }
}
