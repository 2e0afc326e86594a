package io.voxgate.event;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.EventData;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Every part of an event as JSON and back, also what the contract does not show: for events that have to wait. */
public final class EventDataCodec {
    private static final Map<String, Class<?>> TYPES = Arrays.stream(EventData.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, type -> type));

    private EventDataCodec() {}

    public static ObjectNode write(EventData event) {
        ObjectNode parts = Json.object().put("kind", event.getClass().getSimpleName());
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            try {
                parts.set(
                        component.getName(),
                        Json.MAPPER.valueToTree(component.getAccessor().invoke(event)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("An event of ours cannot be read", e);
            }
        }
        return parts;
    }

    public static EventData read(ObjectNode parts) {
        Class<?> type = Objects.requireNonNull(
                TYPES.get(parts.path("kind").asText()), "An event of a kind that this version does not know");
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(parts.path(component.getName()), component))
                .toArray();
        try {
            return (EventData) type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A kept event cannot be made again", e);
        }
    }

    private static Object value(JsonNode part, RecordComponent component) {
        JavaType type = Json.MAPPER.constructType(component.getGenericType());
        return Json.MAPPER.convertValue(part.isMissingNode() ? null : part, type);
    }
}
