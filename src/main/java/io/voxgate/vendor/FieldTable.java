package io.voxgate.vendor;

import java.util.Arrays;
import java.util.List;

/** What a vendor's request is made of: rules in order. The same table writes a request with its report, and reads one back. */
public record FieldTable(List<Rule> rules) {

    public FieldTable {
        rules = List.copyOf(rules);
    }

    public static FieldTable of(Rule... rules) {
        return new FieldTable(Arrays.asList(rules));
    }

    public void write(Draft draft) {
        rules.forEach(rule -> rule.write(draft));
    }

    public void read(Reading reading) {
        rules.forEach(rule -> rule.read(reading));
    }

    /** One rule: a plain {@link Field}, or a few lines where several fields hang together. */
    public interface Rule {
        /** Moves what it knows from the agent into the request and the report. */
        void write(Draft draft);

        /** Moves what it knows from a vendor's request into the agent and the import's report. */
        void read(Reading reading);
    }
}
