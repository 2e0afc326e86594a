package io.voxgate.adapter;

import java.util.Arrays;
import java.util.List;

/**
 * What a vendor's request is made of: rules in order. The same table writes a request with its report, and reads one
 * back.
 */
public record FieldMappings(List<MappingRule> rules) {

    public FieldMappings {
        rules = List.copyOf(rules);
    }

    public static FieldMappings of(MappingRule... rules) {
        return new FieldMappings(Arrays.asList(rules));
    }

    public void write(TranslationBuilder builder) {
        rules.forEach(rule -> rule.write(builder));
    }

    public void read(ImportReader reading) {
        rules.forEach(rule -> rule.read(reading));
    }

    /** One rule: a plain {@link FieldMapping}, or a few lines where several fields hang together. */
    public interface MappingRule {
        /** Moves what it knows from the agent into the request and the report. */
        void write(TranslationBuilder builder);

        /** Moves what it knows from a vendor's request into the agent and the import's report. */
        void read(ImportReader reading);
    }
}
