package io.voxgate.template;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.Fault;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Members that were sent as {@code null}. Only a merge patch means something by it; elsewhere a value was forgotten, and taking it for left out
 * would be a guess. A component that takes null says so with {@link JsonSetter}.
 */
final class ExplicitNulls {
    private ExplicitNulls() {}

    static List<Fault> in(JsonNode tree, Class<?> type) {
        List<Fault> faults = new ArrayList<>();
        walk("", tree, type, faults);
        return faults;
    }

    private static void walk(String pointer, JsonNode node, Type type, List<Fault> faults) {
        if (node.isNull() && type != JsonNode.class) {
            faults.add(new Fault(pointer, "WRONG_TYPE", "null is no value here; leave it out."));
            return;
        }
        switch (type) {
            case ParameterizedType list when list.getRawType() == List.class && node.isArray() -> {
                for (int i = 0; i < node.size(); i++) {
                    walk(pointer + "/" + i, node.get(i), list.getActualTypeArguments()[0], faults);
                }
            }
            case ParameterizedType map when map.getRawType() == Map.class && node.isObject() -> node.properties().forEach(member ->
                    walk(pointer + "/" + StrictJson.escaped(member.getKey()), member.getValue(), map.getActualTypeArguments()[1], faults));
            case Class<?> plain when plain.isRecord() -> Arrays.stream(plain.getRecordComponents()).forEach(component -> member(pointer, node, component, faults));
            case Class<?> family when family.isAnnotationPresent(JsonSubTypes.class) -> kind(node, family).ifPresent(kind -> walk(pointer, node, kind, faults));
            default -> { }
        }
    }

    private static void member(String pointer, JsonNode node, RecordComponent component, List<Fault> faults) {
        JsonNode value = node.path(component.getName());
        if (!value.isNull() || !component.getAccessor().isAnnotationPresent(JsonSetter.class)) {
            walk(pointer + "/" + component.getName(), value, component.getGenericType(), faults);
        }
    }

    private static Optional<? extends Class<?>> kind(JsonNode node, Class<?> family) {
        String word = node.path(family.getAnnotation(JsonTypeInfo.class).property()).asText();
        return Arrays.stream(family.getAnnotation(JsonSubTypes.class).value()).filter(kind -> kind.name().equals(word)).map(JsonSubTypes.Type::value).findFirst();
    }
}
