package io.voxgate.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A declared variable of a template.
 *
 * @param fallback the value when the caller gives none; of the declared type
 */
@Schema(name = "Variable", description = "A declared variable of a template.")
public record Variable(
        @NotNull VariableType type,

        @Nullable @Schema(description = "Must a session give a value?", defaultValue = "false")
        Boolean required,

        @Nullable @Size(max = 1000) @Schema(description = "For people.")
        String description,

        @Nullable
        @JsonProperty("default")
        @Schema(
                name = "default",
                implementation = Object.class,
                description = "The value when a session gives none; of the declared type.")
        JsonNode fallback) {
    public Variable {
        fallback = fallback == null || fallback.isNull() ? null : fallback;
    }

    @Schema(name = "VariableType")
    public enum VariableType {
        @JsonProperty("string")
        STRING("text"),
        @JsonProperty("integer")
        INTEGER("a whole number"),
        @JsonProperty("number")
        NUMBER("a number"),
        @JsonProperty("boolean")
        BOOLEAN("true or false");

        private final String words;

        VariableType(String words) {
            this.words = words;
        }

        /** Whether a value is of this type. */
        boolean takes(JsonNode value) {
            return switch (this) {
                case STRING -> value.isTextual();
                case INTEGER -> value.isIntegralNumber();
                case NUMBER -> value.isNumber();
                case BOOLEAN -> value.isBoolean();
            };
        }

        /** The type as a person says it. */
        String words() {
            return words;
        }
    }

    /** A value as it stands in a text: numbers in plain decimals. */
    static String spoken(JsonNode value) {
        return value.isNumber() ? plain(value.decimalValue()) : value.asText();
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    boolean needed() {
        return Boolean.TRUE.equals(required) && fallback == null;
    }
}
