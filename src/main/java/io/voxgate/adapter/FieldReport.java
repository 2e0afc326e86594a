package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.FieldOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one vendor makes of every setting. */
public record FieldReport(List<ReportEntry> fields, List<Default> defaults) {

    public FieldReport {
        fields = List.copyOf(fields);
        defaults = List.copyOf(defaults);
    }

    /**
     * One leaf that the caller set.
     *
     * @param path JSON Pointer into the agent; faults of the channel under {@code /channel}
     * @param vendorPath the vendor's field, dotted; several joined by a comma
     * @param vendorValue what is sent; secrets masked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TranslatedField", description = "The outcome of one setting.")
    public record ReportEntry(
            String path,
            FieldOutcome outcome,
            @Nullable JsonNode value,
            @Nullable String vendorPath,
            @Nullable JsonNode vendorValue,
            @Nullable String note) {}

    /**
     * A setting that the caller left out, and what holds instead.
     *
     * @param value absent where only the vendor's console knows it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "DefaultedField",
            description =
                    "A setting that was left out, and what holds instead; no value: only the vendor's console knows it.")
    public record Default(
            String path, String vendorPath, @Nullable JsonNode value, ReportSource source) {}

    @Schema(
            name = "DefaultSource",
            description =
                    "vendor: nothing is sent, the vendor's documented default holds; voxgate: Voxgate sends the value by itself; "
                            + "template: nothing is sent, what the template in the vendor's console says holds.")
    public enum ReportSource {
        @JsonProperty("vendor")
        VENDOR,
        @JsonProperty("voxgate")
        VOXGATE,
        @JsonProperty("template")
        TEMPLATE
    }

    /** Whether a session can start. */
    public boolean accepted() {
        return with(FieldOutcome.REJECTED).findAny().isEmpty();
    }

    public Stream<ReportEntry> with(FieldOutcome outcome) {
        return fields.stream().filter(entry -> entry.outcome() == outcome);
    }

    /** How many leaves had each outcome; every outcome is there. */
    public Map<FieldOutcome, Integer> summary() {
        Map<FieldOutcome, Integer> counts = new EnumMap<>(FieldOutcome.class);
        for (FieldOutcome outcome : FieldOutcome.values()) {
            counts.put(outcome, (int) with(outcome).count());
        }
        return counts;
    }
}
