package io.voxgate.api.openapi;

import io.voxgate.api.http.MediaTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * What the schemas of the contract lack when they are read from records: a component that is not {@code @Nullable} is
 * always there.
 */
final class ContractSchemas {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName JSON_PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final String REF = "#/components/schemas/";
    /** Something that is seen stands anywhere in it. */
    private static final String NOT_BLANK = "\\S";

    private final IndexView index;

    ContractSchemas(IndexView index) {
        this.index = index;
    }

    void complete(Components components) {
        Map<String, Schema> schemas = new TreeMap<>(components.getSchemas());
        Map<String, ClassInfo> records = records();
        schemas.forEach(
                (name, schema) -> Optional.ofNullable(records.get(name)).ifPresent(record -> require(schema, record)));
        schemas.keySet().removeIf(name -> name.equals("JsonNodeType"));
        schemas.values().forEach(ContractSchemas::agents);
        components.setSchemas(schemas);
    }

    /**
     * The records of this service by the names of their schemas; a name that was given beats one that follows from the
     * class.
     */
    private Map<String, ClassInfo> records() {
        Map<String, ClassInfo> found = new HashMap<>();
        List<ClassInfo> own = index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith("io.voxgate."))
                .sorted(Comparator.comparing(ClassInfo::name))
                .toList();
        own.forEach(type -> found.put(type.simpleName(), type));
        own.forEach(type -> given(type).ifPresent(name -> found.put(name, type)));
        return found;
    }

    private static Optional<String> given(ClassInfo type) {
        return Optional.ofNullable(type.declaredAnnotation(SCHEMA))
                .map(schema -> schema.value("name"))
                .map(AnnotationValue::asString);
    }

    private static void require(Schema schema, ClassInfo record) {
        if (schema.getProperties() == null) {
            return;
        }
        List<String> required =
                new ArrayList<>(Optional.ofNullable(schema.getRequired()).orElse(List.of()));
        record.recordComponents().stream()
                .filter(component -> !component.type().hasAnnotation(NULLABLE) && !component.hasAnnotation(NULLABLE))
                .map(ContractSchemas::name)
                .filter(name -> schema.getProperties().containsKey(name) && !required.contains(name))
                .forEach(required::add);
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static String name(RecordComponentInfo component) {
        return Optional.ofNullable(component.annotation(JSON_PROPERTY))
                .map(AnnotationInstance::value)
                .map(value -> value.asString())
                .orElse(component.name());
    }

    /** An agent in a tree of its own is an agent; where it may be a patch over a template, any object is one. */
    private static void agents(Schema schema) {
        if (schema.getProperties() == null || !schema.getProperties().containsKey("agent")) {
            return;
        }
        Schema given = schema.getProperties().get("agent");
        boolean whole = schema.getRequired() != null && schema.getRequired().contains("agent");
        Schema agent = OASFactory.createSchema().ref(REF + "Agent");
        Schema described = OASFactory.createSchema().description(given.getDescription());
        schema.addProperty(
                "agent",
                whole
                        ? described.addAllOf(agent)
                        : described
                                .addAnyOf(agent)
                                .addAnyOf(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.OBJECT)
                                        .description("A JSON Merge Patch of an agent.")));
    }

    /**
     * What is sent as a merge patch need not be whole. A schema that is made for changes is one already; of another one
     * any part may be sent.
     */
    static void patches(Operation operation, Components components) {
        if (operation.getRequestBody() == null
                || !operation.getRequestBody().getContent().hasMediaType(MediaTypes.MERGE_PATCH)) {
            return;
        }
        for (MediaType media :
                operation.getRequestBody().getContent().getMediaTypes().values()) {
            String name = ContractSchemaWalk.target(media.getSchema()).orElse("");
            if (name.endsWith("Change")) {
                Objects.requireNonNull(components.getSchemas().get(name), name).setRequired(null);
            } else if (media.getSchema().getAnyOf() == null) {
                media.setSchema(OASFactory.createSchema()
                        .addAnyOf(media.getSchema())
                        .addAnyOf(OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .description("A JSON Merge Patch of it: what is left out stays, null takes away.")));
            }
        }
    }

    /** A text must match as a whole, which a pattern of a schema does not say by itself. */
    static void anchor(OpenAPI api) {
        ContractSchemaWalk.rewrite(api, schema -> {
            String pattern = schema.getPattern();
            if (pattern != null && !pattern.equals(NOT_BLANK) && !pattern.startsWith("^")) {
                schema.setPattern("^" + pattern + "$");
            }
            return schema;
        });
    }
}
