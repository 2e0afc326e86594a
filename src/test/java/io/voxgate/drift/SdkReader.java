package io.voxgate.drift;

import io.voxgate.drift.ApiDescription.SourceKind;
import io.voxgate.drift.FieldType.JsonKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A vendor's SDK as a description: the client's methods are the operations, the annotated fields of its models the wire
 * names. What is inside a string that holds JSON ({@code LLMConfig}, {@code TTSConfig}) no SDK describes, nor does one
 * list values.
 */
final class SdkReader {
    /**
     * Tencent's annotation of a wire name (Gson's), and that of Alibaba's newer SDKs. Looked for by name: the second is
     * on no class path of ours.
     */
    private static final Set<String> WIRE_NAMES = Set.of("SerializedName", "NameInMap");
    /** Part of every answer, and of its envelope. */
    private static final Set<String> ENVELOPE = Set.of("RequestId");
    /** Alibaba's answers have their headers, their status and this beside each other. */
    private static final String WRAPPED = OperationDescription.RESPONSE + "body.";
    /** A model may hold itself. */
    private static final int DEEPEST = 8;

    private SdkReader() {}

    /** The class of this name, if it is on the class path. */
    static Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(name));
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        }
    }

    /** @param client the SDK's client, with a method for each operation */
    static ApiDescription read(String vendor, String source, Class<?> client) {
        Map<String, OperationDescription> operations = new TreeMap<>();
        for (Method method : client.getMethods()) {
            List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
            if (parameters.size() == 1 && parameters.getFirst().getSimpleName().endsWith("Request")) {
                String request = parameters.getFirst().getSimpleName();
                operations.put(
                        request.substring(0, request.length() - "Request".length()),
                        operation(parameters.getFirst(), method.getReturnType()));
            }
        }
        errorCodes(client)
                .ifPresent(codes -> operations.put(OperationDescription.ERROR, OperationDescription.errors(codes)));
        return ApiDescription.of(vendor, SourceKind.SDK, source, operations);
    }

    /** The enum of a product's error codes, which stands beside its client at Tencent. */
    private static Optional<Set<String>> errorCodes(Class<?> client) {
        return find(client.getName().replaceFirst("Client$", "ErrorCode"))
                .map(Class::getEnumConstants)
                .map(constants -> {
                    Set<String> codes = new TreeSet<>();
                    for (Object constant : constants) {
                        codes.add(call(constant, "getValue"));
                    }
                    return codes;
                });
    }

    private static OperationDescription operation(Class<?> request, Class<?> response) {
        Map<String, FieldDescription> fields = new TreeMap<>();
        walk(OperationDescription.REQUEST, request, fields, 0);
        walk(OperationDescription.RESPONSE, response, fields, 0);
        Map<String, FieldDescription> content = new TreeMap<>();
        boolean wrapped = fields.keySet().stream().anyMatch(path -> path.startsWith(WRAPPED));
        fields.forEach((path, field) -> {
            if (path.startsWith(OperationDescription.REQUEST) || !wrapped) {
                content.put(path, field);
            } else if (path.startsWith(WRAPPED)) {
                content.put(OperationDescription.RESPONSE + path.substring(WRAPPED.length()), field);
            }
        });
        ENVELOPE.forEach(name -> content.remove(OperationDescription.RESPONSE + name));
        return OperationDescription.of(content);
    }

    private static boolean modelled(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .anyMatch(field -> wireName(field).isPresent());
    }

    private static void walk(String prefix, Class<?> model, Map<String, FieldDescription> fields, int depth) {
        for (Field field : model.getDeclaredFields()) {
            wireName(field).ifPresent(name -> {
                Shape shape = Shape.of(field.getGenericType());
                if (modelled(shape.item()) && depth < DEEPEST) {
                    walk(prefix + name + (shape.list() ? "[]." : "."), shape.item(), fields, depth + 1);
                } else {
                    fields.put(prefix + name, FieldDescription.of(new FieldType(kind(shape.item()), shape.list())));
                }
            });
        }
    }

    private static Optional<String> wireName(Field field) {
        return Arrays.stream(field.getAnnotations())
                .filter(annotation ->
                        WIRE_NAMES.contains(annotation.annotationType().getSimpleName()))
                .map(annotation -> call(annotation, "value"))
                .findFirst();
    }

    private static String call(Object target, String method) {
        try {
            Class<?> type = target instanceof Annotation annotation ? annotation.annotationType() : target.getClass();
            return (String) type.getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's " + target + " has no " + method, e);
        }
    }

    private static JsonKind kind(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> JsonKind.STRING;
            case "Long", "Integer" -> JsonKind.INTEGER;
            case "Float", "Double" -> JsonKind.NUMBER;
            case "Boolean" -> JsonKind.BOOLEAN;
            default -> JsonKind.OBJECT;
        };
    }

    /** What a field holds: one, or a list (an array at Tencent, a {@code List} at Alibaba). */
    private record Shape(Class<?> item, boolean list) {

        static Shape of(Type type) {
            if (type instanceof Class<?> one) {
                return one.isArray() ? new Shape(one.getComponentType(), true) : new Shape(one, false);
            }
            if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
                boolean list = Collection.class.isAssignableFrom(raw);
                return new Shape(
                        list && generic.getActualTypeArguments()[0] instanceof Class<?> item ? item : Object.class,
                        list);
            }
            return new Shape(Object.class, false);
        }
    }
}
