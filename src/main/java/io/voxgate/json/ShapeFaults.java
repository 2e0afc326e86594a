package io.voxgate.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.model.TreePath;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a tree tells before a record is made of it. Members that were sent as {@code null}: only a merge patch means
 * something by it; elsewhere a value was forgotten, and taking it for left out would be a guess. A component that takes
 * null says so in its schema, the values of a map in their type. And lists and maps with more items than they may have,
 * so that the items are not read.
 */
public final class ShapeFaults {
    private static final ClassValue<List<PathPart>> PARTS = new ClassValue<>() {
        @Override
        protected List<PathPart> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component ->
                            new PathPart(component.getName(), component.getAnnotatedType(), takesNull(component)))
                    .toList();
        }
    };

    private final FaultCollector faults = new FaultCollector();
    private final List<String> tooLong = new ArrayList<>();
    private final boolean sizes;

    private record PathPart(String name, AnnotatedType type, boolean nullable) {}

    private ShapeFaults(boolean sizes) {
        this.sizes = sizes;
    }

    static ShapeFaults of(JsonNode tree, Class<?> type) {
        ShapeFaults search = new ShapeFaults(true);
        search.plain(TreePath.ROOT, tree, type);
        return search;
    }

    /** The nulls alone. */
    public static List<Fault> nulls(JsonNode tree, Class<?> type) {
        ShapeFaults search = new ShapeFaults(false);
        search.plain(TreePath.ROOT, tree, type);
        return search.faults.list();
    }

    List<Fault> faults() {
        return faults.list();
    }

    /** The pointers of lists and maps that are too long. */
    List<String> tooLong() {
        return tooLong;
    }

    private void value(TreePath path, JsonNode node, AnnotatedType type) {
        if (faults.full()) {
            return;
        }
        switch (type) {
            case AnnotatedType _
            when node.isNull() -> {
                if (type.getType() != JsonNode.class) {
                    faults.add(path, "WRONG_TYPE", "null is no value here; leave it out.");
                }
            }
            case AnnotatedType _
            when sizes && node.size() > most(type) -> {
                faults.add(
                        path,
                        "WRONG_SIZE",
                        "It must have at most " + most(type) + (node.isArray() ? " items" : " members") + ", and has "
                                + node.size() + ".");
                tooLong.add(path.pointer());
            }
            case AnnotatedParameterizedType generic -> inside(path, node, generic.getAnnotatedActualTypeArguments());
            default -> {
                if (type.getType() instanceof Class<?> plain) {
                    plain(path, node, plain);
                }
            }
        }
    }

    /** Of texts the size is another one. */
    private static int most(AnnotatedType type) {
        Size size = type instanceof AnnotatedParameterizedType ? type.getAnnotation(Size.class) : null;
        return size == null ? Integer.MAX_VALUE : size.max();
    }

    /** A list has items of the last type, a map has values of it. */
    private void inside(TreePath path, JsonNode node, AnnotatedType... types) {
        AnnotatedType type = types[types.length - 1];
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                value(path.item(i), node.get(i), type);
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getValue().isNull() || !type.isAnnotationPresent(Nullable.class)) {
                value(path.member(member.getKey()), member.getValue(), type);
            }
        }
    }

    private void plain(TreePath path, JsonNode node, Class<?> type) {
        if (type.isRecord()) {
            for (PathPart part : PARTS.get(type)) {
                JsonNode inner = node.path(part.name());
                if (!inner.isMissingNode() && !(inner.isNull() && part.nullable())) {
                    value(path.member(part.name()), inner, part.type());
                }
            }
        } else if (type.isAnnotationPresent(JsonSubTypes.class)) {
            kind(node, type).ifPresent(kind -> plain(path, node, kind));
        }
    }

    private static boolean takesNull(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(Schema.class))
                .filter(Schema::nullable)
                .isPresent();
    }

    private static Optional<? extends Class<?>> kind(JsonNode node, Class<?> family) {
        String word =
                node.path(family.getAnnotation(JsonTypeInfo.class).property()).asText();
        return Arrays.stream(family.getAnnotation(JsonSubTypes.class).value())
                .filter(kind -> kind.name().equals(word))
                .map(JsonSubTypes.Type::value)
                .findFirst();
    }
}
