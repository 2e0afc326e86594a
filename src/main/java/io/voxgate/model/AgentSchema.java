package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The leaves of the neutral agent, read from its records: their paths, types, limits and enum words. The model is the
 * only place that lists them.
 */
public final class AgentSchema {

    /** What a leaf holds. */
    public enum SchemaKind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        ENUM,
        LIST,
        MAP
    }

    /**
     * One leaf: a scalar, a whole list or a whole free-form map.
     *
     * @param pointer JSON Pointer into the agent
     * @param values the words of an enum (or of a list of enums), in order; else empty
     * @param provider the TTS provider that alone has this leaf; empty when every agent can have it
     */
    public record Leaf(
            String pointer,
            SchemaKind kind,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max,
            List<String> values,
            Optional<String> provider) {}

    private static final List<Leaf> LEAVES = List.copyOf(walk("", Agent.class, Optional.empty()));
    private static final Map<String, List<Leaf>> BY_POINTER =
            LEAVES.stream().collect(Collectors.groupingBy(Leaf::pointer, TreeMap::new, Collectors.toList()));

    private AgentSchema() {}

    /** Every leaf in the order of the model; TTS leaves once per provider. */
    public static List<Leaf> leaves() {
        return LEAVES;
    }

    /** Whether the model has this leaf. */
    public static boolean has(String pointer) {
        return BY_POINTER.containsKey(pointer);
    }

    /** The words that choose a TTS provider, in the order of the model. */
    public static List<String> ttsProviders() {
        return Arrays.stream(Tts.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
    }

    private static List<Leaf> walk(String prefix, Class<?> record, Optional<String> provider) {
        List<Leaf> found = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String pointer = prefix + "/" + component.getName();
            Class<?> type = component.getType();
            if (type == Tts.class) {
                found.add(new Leaf(
                        pointer + "/provider",
                        SchemaKind.ENUM,
                        Optional.empty(),
                        Optional.empty(),
                        ttsProviders(),
                        Optional.empty()));
                for (JsonSubTypes.Type member :
                        Tts.class.getAnnotation(JsonSubTypes.class).value()) {
                    found.addAll(walk(pointer, member.value(), Optional.of(member.name())));
                }
            } else if (type.isRecord()) {
                found.addAll(walk(pointer, type, provider));
            } else {
                found.add(leaf(pointer, component, provider));
            }
        }
        return found;
    }

    private static Leaf leaf(String pointer, RecordComponent component, Optional<String> provider) {
        Class<?> type = component.getType();
        SchemaKind kind = switch (type.getSimpleName()) {
            case "String" -> SchemaKind.TEXT;
            case "Integer" -> SchemaKind.INTEGER;
            case "BigDecimal" -> SchemaKind.DECIMAL;
            case "Boolean" -> SchemaKind.BOOLEAN;
            case "List" -> SchemaKind.LIST;
            case "Map" -> SchemaKind.MAP;
            default -> {
                if (!type.isEnum()) {
                    throw new IllegalStateException(
                            "The model has a component of a type that is no leaf: " + pointer + " " + type);
                }
                yield SchemaKind.ENUM;
            }
        };
        AnnotatedElement field = field(component);
        Optional<BigDecimal> min = annotation(field, Min.class)
                .map(m -> BigDecimal.valueOf(m.value()))
                .or(() -> annotation(field, DecimalMin.class).map(m -> new BigDecimal(m.value())));
        Optional<BigDecimal> max = annotation(field, Max.class)
                .map(m -> BigDecimal.valueOf(m.value()))
                .or(() -> annotation(field, DecimalMax.class).map(m -> new BigDecimal(m.value())));
        return new Leaf(pointer, kind, min, max, words(pointer, type), provider);
    }

    private static List<String> words(String pointer, Class<?> type) {
        if (type.isEnum()) {
            return words(type);
        }
        return pointer.endsWith("/skipBrackets") ? words(Tts.Bracket.class) : List.of();
    }

    /** The contract's spelling of an enum's constants. */
    public static List<String> words(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(f -> f.isEnumConstant())
                .map(f -> f.getAnnotation(JsonProperty.class).value())
                .toList();
    }

    /** The contract's spelling of one constant. */
    public static String word(Enum<?> constant) {
        try {
            return constant.getDeclaringClass()
                    .getField(constant.name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AnnotatedElement field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <A extends Annotation> Optional<A> annotation(AnnotatedElement element, Class<A> type) {
        return Optional.ofNullable(element.getAnnotation(type));
    }
}
