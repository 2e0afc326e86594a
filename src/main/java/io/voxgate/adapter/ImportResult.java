package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's own start request, read into our words.
 *
 * @param agent the neutral agent as JSON; secrets are references
 * @param channel the channel as JSON; empty when the request names none
 * @param settings what belongs into a connection
 * @param faults what was wrong with the request; not empty: it is refused
 */
@Schema(name = "Imported")
public record ImportResult(
        ObjectNode agent,
        ObjectNode channel,
        ObjectNode settings,
        List<FoundCredential> credentials,
        List<ImportEntry> fields,
        @JsonIgnore List<Fault> faults) {

    public ImportResult {
        credentials = List.copyOf(credentials);
        fields = List.copyOf(fields);
        faults = List.copyOf(faults);
    }

    @Schema(name = "FoundCredential", description = "A credential to fill; the secrets themselves were thrown away.")
    public record FoundCredential(String name, List<String> fields, List<String> secretsFound) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedField", description = "Where one field of the vendor's request went.")
    public record ImportEntry(
            String vendorPath,
            @Nullable String path,
            ImportOutcome outcome,
            @Nullable String note) {}

    @Schema(name = "ImportOutcome", description = """
            exact and converted: now a neutral setting; kept: documented, but no neutral setting says exactly this, \
            so it is in vendorOptions; unknown: not in the vendor's documents, likewise; secret: to be put into a \
            credential; connection: belongs into a connection.""")
    public enum ImportOutcome {
        @JsonProperty("exact")
        EXACT,
        @JsonProperty("converted")
        CONVERTED,
        @JsonProperty("kept")
        KEPT,
        @JsonProperty("unknown")
        UNKNOWN,
        @JsonProperty("secret")
        SECRET,
        @JsonProperty("connection")
        CONNECTION
    }
}
