package io.voxgate.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marks a component whose inside is not ours to name: one leaf of the agent, whatever it holds. */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FreeForm {

    /** Deep, unmodifiable copies that keep order and JSON nulls (which {@code Map.copyOf} refuses). */
    final class Copies {
        private Copies() {}

        static @Nullable Map<String, Object> map(@Nullable Map<String, Object> map) {
            if (map == null) {
                return null;
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, value(value)));
            return Collections.unmodifiableMap(copy);
        }

        static <T> @Nullable List<T> list(@Nullable List<T> list) {
            return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
        }

        @SuppressWarnings("unchecked") // JSON object keys are strings
        private static @Nullable Object value(@Nullable Object value) {
            return switch (value) {
                case Map<?, ?> map -> map((Map<String, Object>) map);
                case List<?> list -> list.stream().map(Copies::value).toList();
                case null, default -> value;
            };
        }
    }
}
