package io.voxgate.property;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.voxgate.model.Agent;
import io.voxgate.model.Llm;
import io.voxgate.model.Tts;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Agents drawn from the records of the model themselves: each component within its own limits, so that a new one is
 * tried without an edit here. Names say what a text is for ({@link Vocabulary}).
 */
public final class AgentGen implements Gen<Agent> {
    private final Set<String> protocols;
    private final Set<String> providers;

    /** @param protocols, providers the words to draw from; empty: all of them */
    public AgentGen(Set<String> protocols, Set<String> providers) {
        this.protocols = protocols;
        this.providers = providers;
    }

    public AgentGen() {
        this(Set.of(), Set.of());
    }

    @Override
    public Agent next(RandomGenerator random, int size) {
        return Coherent.agent((Agent) record(Agent.class, "", random, size));
    }

    private Object record(Class<?> type, String path, RandomGenerator random, int size) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = component(components[i], path + "/" + components[i].getName(), random, size);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No such record: " + type, e);
        }
    }

    private @Nullable Object component(RecordComponent component, String path, RandomGenerator random, int size) {
        boolean required = annotation(component, NotNull.class) != null
                || annotation(component, NotBlank.class) != null
                || path.equals("/llm/credentialRef");
        boolean wanted = path.startsWith("/llm/") ? random.nextInt(100) < 30 + size / 2 : random.nextInt(120) < size;
        if (path.equals("/vendorOptions") || !required && !wanted) {
            return null;
        }
        return value(component, component.getGenericType(), path, random, size);
    }

    private @Nullable Object value(
            RecordComponent component, Type type, String path, RandomGenerator random, int size) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            Size limits = annotation(component, Size.class);
            int min = limits == null ? 1 : Math.max(1, limits.min());
            int length = Gen.between(min, Math.clamp(1 + size / 25, min, limits == null ? 3 : limits.max()))
                    .next(random, size);
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                list.add(value(component, generic.getActualTypeArguments()[0], path + "[]", random, size));
            }
            return path.endsWith("skipBrackets") ? list.stream().distinct().toList() : list;
        }
        if (type instanceof ParameterizedType) {
            return Vocabulary.map().next(random, size);
        }
        return plain(component, (Class<?>) type, path, random, size);
    }

    private Object plain(RecordComponent component, Class<?> type, String path, RandomGenerator random, int size) {
        if (type == Tts.class) {
            return record(provider(random), path, random, size);
        }
        if (type == Llm.Protocol.class && !protocols.isEmpty()) {
            return Gen.oneOf(List.of(Llm.Protocol.values()).stream()
                            .filter(one -> protocols.contains(one.name().toLowerCase(Locale.ROOT)))
                            .toList())
                    .next(random, size);
        }
        return switch (type.getSimpleName()) {
            case "String" -> Vocabulary.text(path, limit(component), random, size);
            case "Integer" ->
                Gen.edgy((int) annotation(component, Min.class).value(), (int)
                                annotation(component, Max.class).value())
                        .next(random, size);
            case "BigDecimal" -> decimal(component, random, size);
            case "Boolean" -> random.nextBoolean();
            default ->
                type.isEnum()
                        ? Gen.oneOf(type.getEnumConstants()).next(random, size)
                        : record(type, path, random, size);
        };
    }

    private Class<?> provider(RandomGenerator random) {
        List<? extends Class<?>> members = List.of(
                        Tts.class.getAnnotation(JsonSubTypes.class).value())
                .stream()
                .filter(member -> providers.isEmpty() || providers.contains(member.name()))
                .map(JsonSubTypes.Type::value)
                .toList();
        return members.get(random.nextInt(members.size()));
    }

    private static BigDecimal decimal(RecordComponent component, RandomGenerator random, int size) {
        BigDecimal min = new BigDecimal(annotation(component, DecimalMin.class).value());
        BigDecimal max = new BigDecimal(annotation(component, DecimalMax.class).value());
        int hundredths = max.subtract(min).movePointRight(2).intValueExact();
        return min.add(BigDecimal.valueOf(Gen.edgy(0, hundredths).next(random, size), 2))
                .setScale(2, RoundingMode.UNNECESSARY);
    }

    private static int limit(RecordComponent component) {
        Size size = annotation(component, Size.class);
        return size == null || component.getType() == List.class ? 64 : Math.min(size.max(), 400);
    }

    private static <A extends Annotation> @Nullable A annotation(RecordComponent component, Class<A> type) {
        try {
            return component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotation(type);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
