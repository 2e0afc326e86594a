package io.voxgate.template;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.Fault;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Members that were sent as {@code null}. Only a merge patch means something by it; elsewhere a value was forgotten, and taking it for left out
 * would be a guess. A component that takes null says so in its schema, the values of a map in their type.
 */
final class ExplicitNulls {
    private final List<Fault> faults = new ArrayList<>();

    private ExplicitNulls() {}

    static List<Fault> in(JsonNode tree, Class<?> type) {
        ExplicitNulls search = new ExplicitNulls();
        search.plain("", tree, type);
        return search.faults;
    }

    private void value(String pointer, JsonNode node, AnnotatedType type) {
        switch (type) {
            case AnnotatedType _ when node.isNull() -> {
                if (type.getType() != JsonNode.class) {
                    faults.add(new Fault(pointer, "WRONG_TYPE", "null is no value here; leave it out."));
                }
            }
            case AnnotatedParameterizedType generic -> inside(pointer, node, generic.getAnnotatedActualTypeArguments());
            default -> {
                if (type.getType() instanceof Class<?> plain) {
                    plain(pointer, node, plain);
                }
            }
        }
    }

    /** A list has items of the last type, a map has values of it. */
    private void inside(String pointer, JsonNode node, AnnotatedType... types) {
        AnnotatedType type = types[types.length - 1];
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                value(pointer + "/" + i, node.get(i), type);
            }
        }
        node.properties().stream().filter(member -> !member.getValue().isNull() || !type.isAnnotationPresent(Nullable.class))
                .forEach(member -> value(pointer + "/" + StrictJson.escaped(member.getKey()), member.getValue(), type));
    }

    private void plain(String pointer, JsonNode node, Class<?> type) {
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents()).filter(component -> !node.path(component.getName()).isNull() || !takesNull(component))
                    .forEach(component -> value(pointer + "/" + component.getName(), node.path(component.getName()), component.getAnnotatedType()));
        } else if (type.isAnnotationPresent(JsonSubTypes.class)) {
            kind(node, type).ifPresent(kind -> plain(pointer, node, kind));
        }
    }

    private static boolean takesNull(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(Schema.class)).filter(Schema::nullable).isPresent();
    }

    private static Optional<? extends Class<?>> kind(JsonNode node, Class<?> family) {
        String word = node.path(family.getAnnotation(JsonTypeInfo.class).property()).asText();
        return Arrays.stream(family.getAnnotation(JsonSubTypes.class).value()).filter(kind -> kind.name().equals(word)).map(JsonSubTypes.Type::value).findFirst();
    }
}
