package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.limits.Limit;
import io.voxgate.model.AgentRules;
import io.voxgate.model.CredentialSlots;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SlotLocation;
import io.voxgate.model.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a template: declared, checked, and filled into the texts of an agent. A value is text for good: what
 * looks like a variable in it stays.
 */
public final class Variables {
    private final Map<String, Variable> declared;

    public Variables(Map<String, Variable> declared) {
        this.declared = new LinkedHashMap<>(declared);
    }

    /**
     * What is wrong with the declarations themselves, and the variables that an agent uses without declaring. Pointers
     * into the template.
     */
    List<Fault> faults(ObjectNode agent) {
        FaultCollector faults = new FaultCollector();
        declared.forEach((name, variable) -> {
            JsonNode fallback = variable.fallback();
            if (fallback != null && !variable.type().takes(fallback)) {
                faults.add(new Fault(
                        "/variables/" + name + "/default",
                        "WRONG_TYPE",
                        "It must be " + variable.type().words() + ", as declared."));
            }
            if (Boolean.TRUE.equals(variable.required()) && fallback != null) {
                faults.add(new Fault(
                        "/variables/" + name + "/default",
                        "CONTRADICTION",
                        "A required variable never uses its default: leave out one of required and default."));
            }
        });
        faults.addAll(undeclared(agent));
        faults.addAll(VariableUse.inNames(agent));
        return faults.list();
    }

    /**
     * Variables that are declared and not used, and what looks like a variable and is none. Pointers into the template.
     */
    List<Fault> warnings(ObjectNode agent) {
        VariableUse use = VariableUse.of(agent);
        FaultCollector warnings = new FaultCollector();
        declared.keySet().stream()
                .filter(name -> !use.names().contains(name))
                .forEach(name -> warnings.add(new Fault(
                        "/variables/" + name, "UNUSED_VARIABLE", "No text of the agent uses this variable.")));
        warnings.addAll(use.lookalikes());
        return warnings.list();
    }

    /** The texts that use a variable which is not declared; pointers below {@code /agent}. */
    List<Fault> undeclared(ObjectNode agent) {
        FaultCollector faults = new FaultCollector();
        VariableUse.texts(agent, (path, text) -> {
            if (!faults.full()) {
                AgentRules.VARIABLE
                        .matcher(text)
                        .results()
                        .map(match -> match.group(1))
                        .distinct()
                        .filter(name -> !declared.containsKey(name))
                        .limit(Limit.FAULTS.max() + 1)
                        .forEach(name -> faults.add(
                                path,
                                "UNDECLARED_VARIABLE",
                                "The variable " + name + " is not declared in variables."));
            }
        });
        return faults.list();
    }

    /** What is wrong with the values that a caller gives; pointers from {@code /variables}. */
    List<Fault> faults(Map<String, JsonNode> values) {
        FaultCollector faults = new FaultCollector();
        new TreeMap<>(values).forEach((name, value) -> {
            Variable variable = declared.get(name);
            String pointer = "/variables/" + StrictJson.escaped(name);
            if (variable == null) {
                faults.add(new Fault(
                        pointer,
                        "UNDECLARED_VARIABLE",
                        declared.isEmpty()
                                ? "The template declares no variables."
                                : "The template declares only: " + String.join(", ", declared.keySet()) + "."));
            } else if (!variable.type().takes(value)) {
                faults.add(new Fault(
                        pointer, "WRONG_TYPE", "It must be " + variable.type().words() + "."));
            }
        });
        declared.forEach((name, variable) -> {
            if (variable.needed() && !values.containsKey(name)) {
                faults.add(new Fault(
                        "/variables/" + name,
                        "REQUIRED",
                        "The template needs this variable"
                                + (variable.description() == null ? "." : ": " + variable.description())));
            }
        });
        return faults.list();
    }

    /**
     * The agent with every variable filled in; an optional one without value and default is an empty text.
     *
     * @throws Problem when its texts grow beyond an agent's limit, or a value would choose a credential
     */
    ObjectNode fill(ObjectNode agent, Map<String, JsonNode> values) {
        return fill(agent, name -> {
            JsonNode value = values.containsKey(name) ? values.get(name) : fallback(name);
            return value == null ? "" : Variable.spoken(value);
        });
    }

    /**
     * The agent as it may look: defaults filled in, other variables by a sample of their type. For summaries of a
     * template.
     */
    ObjectNode sample(ObjectNode agent) {
        return fill(agent, name -> {
            JsonNode value = fallback(name);
            return value != null
                    ? Variable.spoken(value)
                    : switch (declaration(name).type()) {
                        case STRING -> "{{" + name + "}}";
                        case INTEGER, NUMBER -> "1";
                        case BOOLEAN -> "true";
                    };
        });
    }

    private Variable declaration(String name) {
        return Objects.requireNonNull(declared.get(name), name);
    }

    private @Nullable JsonNode fallback(String name) {
        return declaration(name).fallback();
    }

    private static ObjectNode fill(ObjectNode agent, UnaryOperator<String> value) {
        return (ObjectNode)
                filled(TreePath.ROOT.member("agent"), agent, SlotLocation.AGENT, new TextFilling(value)::fill);
    }

    private static JsonNode filled(TreePath path, JsonNode node, SlotLocation place, UnaryOperator<String> text) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.properties()
                        .forEach(entry -> copy.set(
                                entry.getKey(),
                                filled(
                                        path.member(entry.getKey()),
                                        entry.getValue(),
                                        place.below(entry.getKey()),
                                        text)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(filled(path.item(i), array.get(i), place, text));
                }
                yield copy;
            }
            default -> node.isTextual() ? Json.text(filled(path, node.asText(), place, text)) : node;
        };
    }

    /** A value could make JSON with a credential's slot of a text, and so choose which secret is sent. */
    private static String filled(TreePath path, String text, SlotLocation place, UnaryOperator<String> filling) {
        String filled = filling.apply(text);
        if (place == SlotLocation.TAKEN && !filled.equals(text) && CredentialSlots.inText(filled, Json::values)) {
            List<Fault> faults = List.of(
                    new Fault(
                            path.pointer(),
                            "VARIABLE_NOT_ALLOWED",
                            "With its variables filled in this text holds a credential's slot. A variable must not choose a credential."));
            throw Problem.of(ProblemCode.VARIABLE_INVALID, StrictJson.summary(faults), faults);
        }
        return filled;
    }
}
