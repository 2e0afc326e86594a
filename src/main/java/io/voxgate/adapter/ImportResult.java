package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's own start request, read into our words.
 *
 * @param agent the neutral agent as JSON; secrets are references
 * @param channel the channel as JSON; empty when the request names none
 * @param settings what belongs into a connection
 * @param findings what was found while reading, for the answer
 */
@Schema(name = "Imported")
public record ImportResult(
        ObjectNode agent,
        ObjectNode channel,
        ObjectNode settings,
        List<FoundCredential> credentials,
        List<ImportEntry> fields,
        @JsonIgnore Findings findings) {

    public ImportResult {
        credentials = List.copyOf(credentials);
        fields = List.copyOf(fields);
    }

    /**
     * What is no part of the answer.
     *
     * @param faults what was wrong with the request; not empty: it is refused
     * @param sources from which field of the request a leaf of the agent comes, or would come, by its pointer
     * @param understood whether any field was one of the vendor's documented ones
     */
    public record Findings(List<Fault> faults, Map<String, String> sources, boolean understood) {
        public Findings {
            faults = List.copyOf(faults);
            sources = Map.copyOf(sources);
        }
    }

    /** What was wrong with the request; not empty: it is refused. */
    public List<Fault> faults() {
        return findings.faults();
    }

    /**
     * Where in the request a part of the agent or the channel stands, or would stand: a JSON Pointer below
     * {@code /request}.
     */
    public String place(String pointer) {
        String options = "/vendorOptions/";
        if (pointer.startsWith(options)) {
            int vendor = pointer.indexOf('/', options.length());
            return "/request" + (vendor < 0 ? "" : pointer.substring(vendor));
        }
        return fields.stream()
                .filter(entry -> pointer.equals(entry.path()))
                .map(ImportEntry::vendorPath)
                .findFirst()
                .or(() -> Optional.ofNullable(findings.sources().get(pointer)))
                .or(() -> fields.stream()
                        .filter(entry -> entry.path() != null && pointer.startsWith(entry.path() + "/"))
                        .map(ImportEntry::vendorPath)
                        .findFirst())
                .map(wire -> "/request/" + wire.replaceFirst("\\[.*", "").replace('.', '/'))
                .orElse("/request");
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
            credential; connection: belongs into a connection, or is named again at each start.""")
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
