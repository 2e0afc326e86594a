package io.voxgate.vendor.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.FieldTable.Rule;
import io.voxgate.vendor.Reading;
import java.util.Optional;

/** The small rules that more than one table uses. */
final class Rules {
    private Rules() {}

    /** A leaf without which TRTC cannot start. */
    record Required(String pointer, String note) implements Rule {
        @Override
        public void write(Draft draft) {
            if (draft.leaf(pointer).isEmpty()) {
                draft.rejected(pointer, note);
            }
        }

        @Override
        public void read(Reading reading) {
            // What the vendor's request lacks, the import lacks too.
        }
    }

    /** A field of a named credential. */
    record Key(String refPointer, String wire, String credential, String field, boolean numeric, boolean required) implements Rule {
        @Override
        public void write(Draft draft) {
            draft.secret(refPointer, wire, field, numeric, required);
        }

        @Override
        public void read(Reading reading) {
            reading.secret(wire, refPointer, credential, field);
        }
    }

    /** Leaves that TRTC lacks: one, or all below a path that no rule before has named. */
    record Lacking(String prefix, String note) implements Rule {
        @Override
        public void write(Draft draft) {
            draft.unsupportedBelow(prefix, note);
        }

        @Override
        public void read(Reading reading) {
            // There is no field to read.
        }
    }

    /** A list of texts, as it is. */
    static Conversion texts() {
        return Conversion.of(
                value -> Converted.of(FieldOutcome.EXACT, value),
                wire -> Optional.of(wire).filter(list -> list.isArray() && !list.isEmpty() && list.valueStream().allMatch(Rules::said)));
    }

    /** A JSON object, as it is. */
    static Conversion object() {
        return Conversion.of(value -> Converted.of(FieldOutcome.EXACT, value), wire -> Optional.of(wire).filter(JsonNode::isObject));
    }

    private static boolean said(JsonNode item) {
        return item.isTextual() && !item.asText().isBlank();
    }
}
