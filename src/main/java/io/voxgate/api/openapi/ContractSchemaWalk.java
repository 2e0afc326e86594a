package io.voxgate.api.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Every schema of a contract: in its components, parameters, bodies, answers and callbacks, and within each other. */
final class ContractSchemaWalk {
    private static final String REF = "#/components/schemas/";

    private final UnaryOperator<Schema> change;

    private ContractSchemaWalk(UnaryOperator<Schema> change) {
        this.change = change;
    }

    /** @param change what each becomes, the outer before those within it */
    static void rewrite(OpenAPI api, UnaryOperator<Schema> change) {
        ContractSchemaWalk walk = new ContractSchemaWalk(change);
        Components components = api.getComponents();
        Map<String, Schema> schemas = new TreeMap<>();
        components.getSchemas().forEach((name, schema) -> schemas.put(name, walk.rewritten(schema)));
        components.setSchemas(schemas);
        walk.answers(
                Optional.ofNullable(components.getResponses()).orElse(Map.of()).values());
        operations(api.getPaths().getPathItems().values().stream()).forEach(walk::operation);
    }

    /** The name of the component that a schema is: it refers to it, and may say something beside that. */
    static Optional<String> target(Schema schema) {
        if (schema.getRef() != null) {
            return Optional.of(schema.getRef().substring(REF.length()));
        }
        return Optional.ofNullable(schema.getAllOf())
                .filter(parts -> parts.size() == 1)
                .map(List::getFirst)
                .filter(part -> part.getRef() != null)
                .flatMap(ContractSchemaWalk::target);
    }

    /** With the operations of their callbacks. */
    private static Stream<Operation> operations(Stream<PathItem> items) {
        return items.flatMap(item -> item.getOperations().values().stream())
                .flatMap(operation -> Stream.concat(
                        Stream.of(operation),
                        operations(Optional.ofNullable(operation.getCallbacks()).orElse(Map.of()).values().stream()
                                .flatMap(callback -> callback.getPathItems().values().stream()))));
    }

    private void operation(Operation operation) {
        Optional.ofNullable(operation.getParameters())
                .orElse(List.of())
                .forEach(parameter -> parameter.setSchema(rewritten(parameter.getSchema())));
        if (operation.getRequestBody() != null) {
            content(operation.getRequestBody().getContent());
        }
        answers(operation.getResponses().getAPIResponses().values());
    }

    private void answers(Collection<APIResponse> answers) {
        answers.forEach(answer -> content(answer.getContent()));
    }

    private void content(@Nullable Content content) {
        if (content != null) {
            content.getMediaTypes().values().stream()
                    .filter(media -> media.getSchema() != null)
                    .forEach(media -> media.setSchema(rewritten(media.getSchema())));
        }
    }

    private Schema rewritten(Schema given) {
        Schema schema = change.apply(given);
        if (schema.getProperties() != null) {
            new ArrayList<>(schema.getProperties().entrySet())
                    .forEach(property -> schema.addProperty(property.getKey(), rewritten(property.getValue())));
        }
        if (schema.getItems() != null) {
            schema.setItems(rewritten(schema.getItems()));
        }
        Schema values = schema.getAdditionalPropertiesSchema();
        if (values != null && values.getBooleanSchema() == null) {
            schema.setAdditionalPropertiesSchema(rewritten(values));
        }
        if (schema.getAllOf() != null) {
            schema.setAllOf(rewritten(schema.getAllOf()));
        }
        if (schema.getAnyOf() != null) {
            schema.setAnyOf(rewritten(schema.getAnyOf()));
        }
        if (schema.getOneOf() != null) {
            schema.setOneOf(rewritten(schema.getOneOf()));
        }
        return schema;
    }

    private List<Schema> rewritten(List<Schema> parts) {
        return new ArrayList<>(parts.stream().map(this::rewritten).toList());
    }
}
