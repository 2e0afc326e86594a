package io.voxgate.api.openapi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * What is a schema of its own, and what refers to it: no names for what JSON knows anyway (a time, any object), no
 * description beside a reference where the schema itself can have it, and nothing without a reference to it. Programs
 * that make clients read plain references best.
 */
final class ContractReferences {
    /** Names that exist only because a Java type has one. */
    private static final Set<String> NO_TYPES = Set.of("Instant", "JsonObject", "JsonValue", "SecretText");

    private final OpenAPI api;

    ContractReferences(OpenAPI api) {
        this.api = api;
    }

    void simplify() {
        inline();
        describe();
    }

    private void inline() {
        Map<String, Schema> whole = new TreeMap<>(api.getComponents().getSchemas());
        whole.keySet().retainAll(NO_TYPES);
        ContractSchemaWalk.rewrite(
                api,
                schema -> ContractSchemaWalk.target(schema)
                        .flatMap(name -> Optional.ofNullable(whole.get(name)))
                        .map(type -> inlined(schema, type))
                        .orElse(schema));
        whole.keySet().forEach(api.getComponents()::removeSchema);
    }

    private static Schema inlined(Schema place, Schema type) {
        Schema schema = OASFactory.createSchema()
                .format(type.getFormat())
                .writeOnly(type.getWriteOnly())
                .maxLength(type.getMaxLength())
                .description(Optional.ofNullable(place.getDescription()).orElse(type.getDescription()));
        if (type.getType() != null) {
            schema.setType(new ArrayList<>(type.getType()));
        }
        if (type.get("example") != null) {
            schema.set("example", type.get("example"));
        }
        if (type.getExamples() != null) {
            schema.setExamples(new ArrayList<>(type.getExamples()));
        }
        if (type.getAdditionalPropertiesSchema() != null) {
            schema.setAdditionalPropertiesSchema(type.getAdditionalPropertiesSchema());
        }
        return schema;
    }

    /** A description that stands beside every reference to a schema without one is the schema's. */
    private void describe() {
        Map<String, Set<String>> beside = new TreeMap<>();
        Set<Schema> inner = Collections.newSetFromMap(new IdentityHashMap<>());
        ContractSchemaWalk.rewrite(api, schema -> {
            Optional.ofNullable(schema.getAllOf()).ifPresent(inner::addAll);
            ContractSchemaWalk.target(schema)
                    .filter(_ -> !inner.contains(schema))
                    .ifPresent(name -> beside.computeIfAbsent(name, _ -> new HashSet<>())
                            .add(Optional.ofNullable(schema.getDescription()).orElse("")));
            return schema;
        });
        beside.entrySet()
                .removeIf(entry -> entry.getValue().size() > 1
                        || entry.getValue().contains("")
                        || component(entry.getKey()).getDescription() != null);
        beside.forEach((name, descriptions) ->
                component(name).setDescription(descriptions.iterator().next()));
        ContractSchemaWalk.rewrite(api, plain(beside.keySet()));
    }

    private Schema component(String name) {
        return Objects.requireNonNull(api.getComponents().getSchemas().get(name), name);
    }

    private static UnaryOperator<Schema> plain(Set<String> described) {
        return schema -> ContractSchemaWalk.target(schema)
                .filter(described::contains)
                .filter(_ -> schema.getDefaultValue() == null)
                .map(name -> OASFactory.createSchema().ref("#/components/schemas/" + name))
                .orElse(schema);
    }

    /** The schemas that nothing refers to. */
    Set<String> unused() {
        Set<String> unused = new HashSet<>(api.getComponents().getSchemas().keySet());
        ContractSchemaWalk.rewrite(api, schema -> {
            ContractSchemaWalk.target(schema).ifPresent(unused::remove);
            return schema;
        });
        return unused;
    }

    /** Leaves out what nothing refers to, and then what only that referred to. */
    void prune() {
        List<String> gone = List.copyOf(unused());
        gone.forEach(api.getComponents()::removeSchema);
        if (!gone.isEmpty()) {
            prune();
        }
    }
}
