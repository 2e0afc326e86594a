package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.drift.ApiDescription.SourceKind;
import io.voxgate.drift.FieldDescription.FieldPresence;
import io.voxgate.drift.FieldType.JsonKind;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code api.json} of a service in Tencent's command line client (tccli), which is newer than the published SDKs:
 * {@code actions} name the objects of request and answer, {@code objects} have {@code members} with {@code name},
 * {@code type}, {@code member} (the type of an item, or an object's name), {@code required} and {@code document}. Keys
 * that are not known are passed over; a member's type that is not known is an error, since it hides a difference.
 */
final class TencentApiFile {
    /** The services, by {@code metadata.serviceShortName}. */
    private static final Map<String, String> VENDORS = Map.of("trtc", "tencent-trtc", "ccc", "tencent-ccc");

    private static final int DEEPEST = 8;

    private final JsonNode objects;

    private TencentApiFile(JsonNode objects) {
        this.objects = objects;
    }

    static ApiDescription read(Path file) {
        try {
            return read(Files.readString(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The API description cannot be read: " + file, e);
        }
    }

    static ApiDescription read(String text, String name) {
        JsonNode api = Json.parse(text)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new IllegalArgumentException(name + " is not a JSON object."));
        JsonNode metadata = api.path("metadata");
        String vendor = VENDORS.get(metadata.path("serviceShortName").asText());
        if (vendor == null
                || !api.path("actions").isObject()
                || !api.path("objects").isObject()) {
            throw new IllegalArgumentException(name
                    + " must be a service's api.json of tccli for trtc or ccc, with actions, objects and"
                    + " metadata.serviceShortName.");
        }
        TencentApiFile file = new TencentApiFile(api.path("objects"));
        Map<String, OperationDescription> operations = new TreeMap<>();
        api.path("actions")
                .properties()
                .forEach(action -> operations.put(action.getKey(), file.operation(action.getValue())));
        String source = name + ", " + metadata.path("serviceShortName").asText() + " "
                + metadata.path("apiVersion").asText();
        return ApiDescription.of(vendor, SourceKind.API_JSON, source, operations);
    }

    private OperationDescription operation(JsonNode action) {
        Map<String, FieldDescription> fields = new TreeMap<>();
        walk(OperationDescription.REQUEST, action.path("input").asText(), fields, 0);
        walk(OperationDescription.RESPONSE, action.path("output").asText(), fields, 0);
        fields.remove(OperationDescription.RESPONSE + "RequestId");
        return OperationDescription.of(fields);
    }

    private void walk(String prefix, String object, Map<String, FieldDescription> fields, int depth) {
        for (JsonNode member : objects.path(object).path("members")) {
            if (member.path("disabled").asBoolean()) {
                continue;
            }
            String path = prefix + member.path("name").asText();
            boolean list = member.path("type").asText().equals("list");
            String item = member.path("member").asText();
            if (!objects.path(item).path("members").isEmpty() && depth < DEEPEST) {
                walk(path + (list ? "[]." : "."), item, fields, depth + 1);
            } else {
                fields.put(path, field(path, member, list));
            }
        }
    }

    private FieldDescription field(String path, JsonNode member, boolean list) {
        FieldType type = new FieldType(
                kind(
                        path,
                        list
                                ? member.path("member").asText()
                                : member.path("type").asText()),
                list);
        FieldDescription field = FieldDescription.of(type).with(DocumentedValues.of(type.kind(), member));
        if (path.startsWith(OperationDescription.REQUEST)
                && member.path("required").isBoolean()) {
            field = field.with(member.path("required").asBoolean() ? FieldPresence.REQUIRED : FieldPresence.OPTIONAL);
        }
        return DocumentedValues.range(member.path("document").asText())
                .map(field::with)
                .orElse(field);
    }

    private JsonKind kind(String path, String word) {
        return switch (word) {
            case "string", "datetime", "date", "datetime_iso", "binary" -> JsonKind.STRING;
            case "int", "integer", "int64", "uint64", "int32", "uint32" -> JsonKind.INTEGER;
            case "float", "double" -> JsonKind.NUMBER;
            case "bool", "boolean" -> JsonKind.BOOLEAN;
            case "object" -> JsonKind.OBJECT;
            default -> {
                if (objects.has(word)) {
                    yield JsonKind.OBJECT;
                }
                throw new IllegalArgumentException(path + " is of a type that is not known: \"" + word + "\"");
            }
        };
    }
}
