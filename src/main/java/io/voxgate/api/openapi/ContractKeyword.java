package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** A keyword that {@code contract-defaults.yaml} may say of a schema. */
enum ContractKeyword {
    DESCRIPTION("description"),
    MINIMUM("minimum"),
    MAXIMUM("maximum"),
    UNIT("unit"),
    MIN_LENGTH("minLength"),
    MAX_LENGTH("maxLength"),
    ENUM("enum"),
    MAX_ITEMS("maxItems"),
    MAX_PROPERTIES("maxProperties"),
    NULLABLE("nullable");

    /** A number's unit, for programs that draw forms and plots. */
    private static final String X_UNIT = "x-unit";

    private final String word;

    ContractKeyword(String word) {
        this.word = word;
    }

    /** The types of values that it is about; empty: every type. */
    private Set<SchemaType> types() {
        return switch (this) {
            case MINIMUM, MAXIMUM, UNIT -> Set.of(SchemaType.INTEGER, SchemaType.NUMBER);
            case MIN_LENGTH, MAX_LENGTH, ENUM -> Set.of(SchemaType.STRING);
            case MAX_ITEMS -> Set.of(SchemaType.ARRAY);
            case MAX_PROPERTIES -> Set.of(SchemaType.OBJECT);
            case DESCRIPTION, NULLABLE -> Set.of();
        };
    }

    static ContractKeyword of(String word) {
        return Arrays.stream(values())
                .filter(keyword -> keyword.word.equals(word))
                .findFirst()
                .orElseThrow(() -> ContractDefaults.wrong(word + " is no keyword that may stand there"));
    }

    /** Whether it means anything for such a value: no longest text for a word out of a list, for example. */
    boolean fits(Schema schema) {
        List<SchemaType> given = schema.getType() == null ? List.of() : schema.getType();
        boolean right = types().isEmpty() || given.stream().anyMatch(types()::contains);
        return switch (this) {
            case MIN_LENGTH, MAX_LENGTH ->
                right && schema.getEnumeration() == null && schema.getFormat() == null && schema.getAllOf() == null;
            case MAX_PROPERTIES -> right && schema.getProperties() == null && schema.getAllOf() == null;
            case DESCRIPTION, MINIMUM, MAXIMUM, UNIT, ENUM, MAX_ITEMS, NULLABLE -> right;
        };
    }

    boolean said(Schema schema) {
        return switch (this) {
            case DESCRIPTION -> schema.getDescription() != null;
            case MINIMUM -> schema.getMinimum() != null;
            case MAXIMUM -> schema.getMaximum() != null;
            case UNIT -> schema.hasExtension(X_UNIT);
            case MIN_LENGTH -> schema.getMinLength() != null;
            case MAX_LENGTH -> schema.getMaxLength() != null;
            case ENUM -> schema.getEnumeration() != null;
            case MAX_ITEMS -> schema.getMaxItems() != null;
            case MAX_PROPERTIES -> schema.getMaxProperties() != null;
            case NULLABLE -> schema.getType() != null && schema.getType().contains(SchemaType.NULL);
        };
    }

    void say(Schema schema, JsonNode value) {
        switch (this) {
            case DESCRIPTION -> schema.setDescription(value.asText());
            case MINIMUM -> schema.setMinimum(value.decimalValue());
            case MAXIMUM -> schema.setMaximum(value.decimalValue());
            case UNIT -> schema.addExtension(X_UNIT, value.asText());
            case MIN_LENGTH -> schema.setMinLength(value.asInt());
            case MAX_LENGTH -> schema.setMaxLength(value.asInt());
            case ENUM -> value.forEach(word -> schema.addEnumeration(word.asText()));
            case MAX_ITEMS -> schema.setMaxItems(value.asInt());
            case MAX_PROPERTIES -> schema.setMaxProperties(value.asInt());
            case NULLABLE -> schema.addType(SchemaType.NULL);
        }
    }
}
