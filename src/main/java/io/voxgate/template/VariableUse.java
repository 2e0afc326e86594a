package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.AgentRules;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.model.TreePath;
import java.util.List;
import java.util.Map;
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
    private static final TreePath AGENT = TreePath.ROOT.member("agent");

    static VariableUse of(ObjectNode agent) {
        Set<String> names = new TreeSet<>();
        FaultCollector lookalikes = new FaultCollector();
        texts(agent, (path, text) -> {
            AgentRules.VARIABLE.matcher(text).results().forEach(match -> names.add(match.group(1)));
            Matcher braces = BRACES.matcher(AgentRules.VARIABLE.matcher(text).replaceAll(""));
            if (!lookalikes.full() && braces.find()) {
                lookalikes.add(
                        path,
                        "NOT_A_VARIABLE",
                        braces.group()
                                + " is no variable (a name has letters, digits and underscores): it stays in the text as it is written.");
            }
        });
        return new VariableUse(names, lookalikes.list());
    }

    /** Variables in the names of members, which nothing fills in. Pointers from {@code /agent}. */
    static List<Fault> inNames(ObjectNode agent) {
        FaultCollector faults = new FaultCollector();
        names(AGENT, agent, faults);
        return faults.list();
    }

    private static void names(TreePath path, JsonNode node, FaultCollector faults) {
        switch (node) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    TreePath inner = path.member(entry.getKey());
                    if (!faults.full()
                            && AgentRules.VARIABLE.matcher(entry.getKey()).find()) {
                        faults.add(
                                inner,
                                "VARIABLE_NOT_ALLOWED",
                                "Variables are filled in in texts, never in the name of a member.");
                    }
                    names(inner, entry.getValue(), faults);
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size() && !faults.full(); i++) {
                    names(path.item(i), array.get(i), faults);
                }
            }
            default -> {}
        }
    }

    /** Calls back for each text of an agent, with its place from {@code /agent}. */
    static void texts(ObjectNode agent, BiConsumer<TreePath, String> visitor) {
        texts(AGENT, agent, visitor);
    }

    private static void texts(TreePath path, JsonNode node, BiConsumer<TreePath, String> visitor) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(entry -> texts(path.member(entry.getKey()), entry.getValue(), visitor));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    texts(path.item(i), array.get(i), visitor);
                }
            }
            case JsonNode text when text.isTextual() -> visitor.accept(path, text.asText());
            default -> {}
        }
    }
}
