package io.voxgate.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.voxgate.limits.Limit;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.TreePath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON trees into records without guessing: no unknown member, no text for a number or the reverse, every
 * constraint checked. Everything that is wrong is reported at once, with its pointer.
 */
@ApplicationScoped
public class StrictJson {
    private static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addDeserializer(Instant.class, new UtcTime()))
            .build();

    private final Validator validator;

    public StrictJson(Validator validator) {
        this.validator = validator;
    }

    /** What was read, and everything that is wrong with it; {@code value} is null when it could not even be built. */
    public record Read<T>(@Nullable T value, List<Fault> faults) {
        /** @throws Problem 422 when anything is wrong */
        public T orRefuse() {
            if (value == null || !faults.isEmpty()) {
                throw Problem.of(ProblemCode.INVALID_REQUEST, summary(faults), faults);
            }
            return value;
        }
    }

    /** One sentence about some faults. */
    public static String summary(List<Fault> faults) {
        String first = faults.getFirst().pointer() + ": " + faults.getFirst().detail();
        boolean others = faults.size() > Limit.FAULTS.max();
        return faults.size() == 1
                ? first
                : first + " (and " + (others ? "at least " : "") + (faults.size() - 1) + " more)";
    }

    /**
     * Reads a tree as a record and checks its constraints. A member that cannot be read is reported and taken away,
     * then the rest is read, so that one answer reports all, as far as the limits of faults and of reading anew go.
     */
    public <T> Read<T> read(JsonNode tree, Class<T> type) {
        ShapeFaults shape = ShapeFaults.of(tree, type);
        FaultCollector faults = new FaultCollector();
        faults.addAll(shape.faults());
        JsonNode rest = tree.deepCopy();
        shape.tooLong().forEach(pointer -> removed(rest, pointer));
        for (long turns = Math.max(1, Limit.READ_VALUES.max() / values(tree)); turns > 0 && !faults.full(); turns--) {
            try {
                T value = MAPPER.treeToValue(rest, type);
                if (value == null) {
                    return new Read<>(null, List.of(new Fault("", "REQUIRED", "An object is needed here.")));
                }
                new ConstraintFaults(validator, faults).check((Record) value);
                return new Read<>(value, faults.sorted());
            } catch (JsonProcessingException e) {
                String pointer = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
                faults.add(fault(e, pointer, tree));
                if (!removed(rest, pointer)) {
                    return new Read<>(null, faults.list());
                }
            }
        }
        return new Read<>(null, faults.list());
    }

    private static long values(JsonNode tree) {
        long inside = 0;
        for (JsonNode inner : tree) {
            inside += values(inner);
        }
        return 1 + inside;
    }

    private static Fault fault(JsonProcessingException e, String pointer, JsonNode tree) {
        if (!(e instanceof JsonMappingException mapping)) {
            return new Fault("", "WRONG_TYPE", "It cannot be read.");
        }
        return switch (mapping) {
            case UnrecognizedPropertyException unknown ->
                new Fault(
                        pointer,
                        "UNKNOWN_FIELD",
                        "There is no such member. Known here: "
                                + unknown.getKnownPropertyIds().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".");
            case InvalidTypeIdException missing -> typeFault(missing, pointer, tree);
            case InvalidFormatException format
            when format.getTargetType() != null && format.getTargetType().isEnum() ->
                new Fault(
                        pointer,
                        "UNKNOWN_WORD",
                        "It must be one of " + String.join(", ", AgentSchema.words(format.getTargetType())) + ".");
            case MismatchedInputException mismatch ->
                new Fault(pointer, "WRONG_TYPE", "It must be " + kind(mismatch.getTargetType()) + ".");
            default -> new Fault(pointer, "WRONG_TYPE", "It cannot be read.");
        };
    }

    /** The member that tells the kinds of a sealed family apart is missing or unknown. */
    private static Fault typeFault(InvalidTypeIdException e, String pointer, JsonNode tree) {
        boolean channel = e.getBaseType().getRawClass().getSimpleName().equals("Channel");
        String member = channel ? "type" : "provider";
        String words = channel ? "room, phone" : String.join(", ", AgentSchema.ttsProviders());
        String at = pointer.endsWith("/" + member) ? pointer : pointer + "/" + member;
        return tree.at(at).isMissingNode()
                ? new Fault(at, "REQUIRED", "It is required: one of " + words + ".")
                : new Fault(at, "UNKNOWN_WORD", "It must be one of " + words + ".");
    }

    private static String kind(@Nullable Class<?> type) {
        String name = Optional.ofNullable(type).map(Class::getSimpleName).orElse("");
        return switch (name) {
            case "String" -> "text";
            case "Integer", "Long", "int", "long" -> "a whole number";
            case "BigDecimal" -> "a number";
            case "Boolean", "boolean" -> "true or false";
            case "List", "ArrayList", "Set" -> "a list";
            case "Instant" -> "a time in UTC, like 2026-11-21T08:00:00Z";
            default ->
                type != null && type.isEnum() ? "one of " + String.join(", ", AgentSchema.words(type)) : "an object";
        };
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "/" + step.getIndex() : "/" + escaped(step.getFieldName()))
                .collect(Collectors.joining());
    }

    /** A member name as a part of a JSON Pointer. */
    public static String escaped(String name) {
        return TreePath.escaped(name);
    }

    /**
     * Takes the faulty member away so that the rest can be read; an item of a list cannot be taken without moving the
     * others.
     */
    private static boolean removed(JsonNode root, String pointer) {
        int slash = pointer.lastIndexOf('/');
        if (slash < 0) {
            return false;
        }
        String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        return switch (root.at(pointer.substring(0, slash))) {
            case ObjectNode parent when parent.has(name) -> parent.remove(name) != null;
            case ObjectNode _ -> slash > 0 && removed(root, pointer.substring(0, slash));
            case ArrayNode _ -> removed(root, pointer.substring(0, slash));
            default -> false;
        };
    }
}
