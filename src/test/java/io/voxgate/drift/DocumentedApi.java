package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.drift.ApiDescription.SourceKind;
import io.voxgate.drift.FieldDescription.FieldPresence;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vendor's API as its pages describe it, written down by hand for a vendor whose SDK is not on the class path
 * ({@code drift/alibaba-rtc.yaml}): a field is {@code type [required] [min..max] [value|value]}.
 */
final class DocumentedApi {
    private static final Pattern FIELD = Pattern.compile(
            "([a-z]+(?:\\[])?)( required)?(?: (-?[\\d.]+?)\\.\\.(-?[\\d.]+))?(?: ([\\w-]+(?:\\|[\\w-]+)+))?");

    private DocumentedApi() {}

    static ApiDescription read(String vendor, JsonNode file) {
        Map<String, OperationDescription> operations = new TreeMap<>();
        file.path("operations")
                .properties()
                .forEach(operation -> operations.put(operation.getKey(), operation(operation.getValue())));
        return ApiDescription.of(vendor, SourceKind.PAGES, file.path("source").asText(), operations);
    }

    static ApiDescription read(String vendor) {
        return read(vendor, Yaml.resource("/drift/" + vendor + ".yaml"));
    }

    private static OperationDescription operation(JsonNode operation) {
        Map<String, FieldDescription> fields = new TreeMap<>();
        operation
                .path("request")
                .properties()
                .forEach(entry -> fields.put(
                        OperationDescription.REQUEST + entry.getKey(),
                        field(entry.getValue().asText(), true)));
        operation
                .path("response")
                .properties()
                .forEach(entry -> fields.put(
                        OperationDescription.RESPONSE + entry.getKey(),
                        field(entry.getValue().asText(), false)));
        return OperationDescription.of(fields);
    }

    private static FieldDescription field(String text, boolean request) {
        Matcher matcher = FIELD.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A field is \"type [required] [min..max] [value|value]\", not \"" + text + "\".");
        }
        FieldDescription field = FieldDescription.of(FieldType.parse(matcher.group(1)));
        if (request) {
            field = field.with(matcher.group(2) == null ? FieldPresence.OPTIONAL : FieldPresence.REQUIRED);
        }
        if (matcher.group(3) != null) {
            field = field.with(NumberRange.of(matcher.group(3), matcher.group(4)));
        }
        return matcher.group(5) == null
                ? field
                : field.with(List.of(matcher.group(5).split("\\|")));
    }
}
