package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;
import java.util.function.Function;

/** How one neutral value becomes a vendor's, and back. */
public interface FieldConversion {

    /** The vendor's value, and the outcome for the meaning. */
    Converted toWire(JsonNode neutral);

    /** The neutral value, or empty when the vendor's value has no unique inverse. */
    Optional<JsonNode> toNeutral(JsonNode wire);

    /**
     * @param value what is sent; empty: nothing is sent (unsupported, rejected)
     * @param note a sentence for people; empty when there is nothing to say
     */
    record Converted(FieldOutcome outcome, Optional<JsonNode> value, String note) {

        public static Converted of(FieldOutcome outcome, JsonNode value) {
            return new Converted(outcome, Optional.of(value), "");
        }

        public static Converted of(FieldOutcome outcome, JsonNode value, String note) {
            return new Converted(outcome, Optional.of(value), note);
        }

        /** Exact when the spelling is the same, else converted. */
        public static Converted between(JsonNode neutral, JsonNode wire) {
            return of(Json.same(neutral, wire) ? FieldOutcome.EXACT : FieldOutcome.CONVERTED, wire);
        }

        public static Converted unsupported(String note) {
            return new Converted(FieldOutcome.UNSUPPORTED, Optional.empty(), note);
        }

        public static Converted rejected(String note) {
            return new Converted(FieldOutcome.REJECTED, Optional.empty(), note);
        }
    }

    static FieldConversion of(Function<JsonNode, Converted> toWire, Function<JsonNode, Optional<JsonNode>> toNeutral) {
        return new FieldConversion() {
            @Override
            public Converted toWire(JsonNode neutral) {
                return toWire.apply(neutral);
            }

            @Override
            public Optional<JsonNode> toNeutral(JsonNode wire) {
                return toNeutral.apply(wire);
            }
        };
    }
}
