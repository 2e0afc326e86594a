package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;

/** The small rules that more than one table uses. */
final class TrtcSharedRules {
    private TrtcSharedRules() {}

    /** A leaf without which TRTC cannot start. */
    record Required(String pointer, String note) implements MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            if (builder.leaf(pointer).isEmpty()) {
                builder.rejected(pointer, note);
            }
        }

        @Override
        public void read(ImportReader reading) {
            // What the vendor's request lacks, the import lacks too.
        }
    }

    /** A field of a named credential. */
    record ProviderKey(
            String refPointer, String wire, String credential, String field, boolean numeric, boolean required)
            implements MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            builder.secret(refPointer, wire, field, numeric, required);
        }

        @Override
        public void read(ImportReader reading) {
            reading.secret(wire, refPointer, credential, field);
        }
    }

    /** Leaves that TRTC lacks: one, or all below a path that no rule before has named. */
    record Unsupported(String prefix, String note) implements MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            builder.unsupportedBelow(prefix, note);
        }

        @Override
        public void read(ImportReader reading) {
            // There is no field to read.
        }
    }

    /** A list of texts, as it is. */
    static FieldConversion texts() {
        return FieldConversion.of(
                value -> Converted.of(FieldOutcome.EXACT, value),
                wire -> Optional.of(wire)
                        .filter(list -> list.isArray()
                                && !list.isEmpty()
                                && list.valueStream().allMatch(TrtcSharedRules::said)));
    }

    /** A JSON object, as it is. */
    static FieldConversion object() {
        return FieldConversion.of(
                value -> Converted.of(FieldOutcome.EXACT, value),
                wire -> Optional.of(wire).filter(JsonNode::isObject));
    }

    private static boolean said(JsonNode item) {
        return item.isTextual() && !item.asText().isBlank();
    }
}
