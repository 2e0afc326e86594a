package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.testkit.GuideExample;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The records and enumerations of a vendor's messages, by the names of their schemas. */
public final class MessageForms {
    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<String, Class<?>> forms;

    public MessageForms(Class<?> holder) {
        forms = Arrays.stream(holder.getDeclaredClasses())
                .filter(form -> form.isAnnotationPresent(Schema.class))
                .collect(Collectors.toMap(
                        form -> form.getAnnotation(Schema.class).name(), Function.identity()));
    }

    /** The names of the schemas that the messages have. */
    public static List<String> named(RoomMessages messages) {
        return Stream.concat(messages.receives().stream(), messages.sends().stream())
                .flatMap(message -> Stream.ofNullable(message.schema()))
                .map(address -> address.substring(address.lastIndexOf('/') + 1))
                .toList();
    }

    /** What is wrong with an example: it is read as its record and written again. */
    public Optional<String> fault(GuideExample example) {
        Class<?> form = forms.get(example.schema());
        if (form == null) {
            return Optional.of("no such schema: " + example.schema());
        }
        try {
            String again = Json.MAPPER.writeValueAsString(STRICT.treeToValue(whole(example.body(), form), form));
            return Json.parse(again).filter(example.body()::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of("written " + again + " instead of " + example.body());
        } catch (JsonProcessingException e) {
            return Optional.of(e.getOriginalMessage());
        }
    }

    /** A member that may be missing is null, so that only those that may not be are missed. */
    private static JsonNode whole(JsonNode body, Class<?> form) {
        if (!form.isRecord() || !body.isObject()) {
            return body;
        }
        ObjectNode whole = body.deepCopy();
        for (RecordComponent component : form.getRecordComponents()) {
            String name = Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                    .map(JsonProperty::value)
                    .orElse(component.getName());
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) && !whole.has(name)) {
                whole.putNull(name);
            } else if (whole.has(name)) {
                whole.set(name, whole(whole.get(name), component.getType()));
            }
        }
        return whole;
    }
}
