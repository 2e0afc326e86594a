package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.voxgate.model.AgentSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one vendor makes of every setting of the agent. It is not written by hand: the translator is asked with every
 * word of every enum, both ends of every range and their neighbours, under every TTS provider and LLM protocol, and its
 * reports are summed up here. A few thousand translations, so its user caches it.
 */
public final class VendorMatrix {
    private VendorMatrix() {}

    /**
     * One setting at one vendor.
     *
     * @param path JSON Pointer into the agent
     * @param vendorPath the vendor's field, dotted; absent when nothing is sent for it
     * @param min least value, in the agent's unit, that is not moved; absent for what is no number
     * @param max greatest value that is not moved
     * @param values the words that the vendor takes; absent for what has no words
     * @param when the choice under which this row holds; absent: always
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "VendorField", description = "What a vendor makes of one setting of the agent.")
    public record MatrixRow(
            String path,
            Support support,
            @Nullable String vendorPath,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable List<String> values,
            @Nullable String note,
            @Nullable MatrixCondition when) {}

    /** The row holds only when this leaf has one of these values. */
    @Schema(
            name = "VendorFieldCondition",
            description = "The row holds only when this setting has one of these values.")
    public record MatrixCondition(String path, List<String> values) {}

    @Schema(name = "VendorFieldSupport", description = """
            native: sent as it is; converted: sent in another unit, number or word; approximated: the nearest meaning is sent; \
            emulated: Voxgate does it; unsupported: not sent, nothing does it.""")
    public enum Support {
        @JsonProperty("native")
        NATIVE,
        @JsonProperty("converted")
        CONVERTED,
        @JsonProperty("approximated")
        APPROXIMATED,
        @JsonProperty("emulated")
        EMULATED,
        @JsonProperty("unsupported")
        UNSUPPORTED
    }

    /**
     * Every leaf of the agent in the order of the model, one row each, or one for each group of providers or protocols
     * where it differs.
     */
    public static List<MatrixRow> of(VendorAdapter adapter) {
        MatrixProbe probe = new MatrixProbe(adapter);
        List<MatrixRow> rows = new ArrayList<>();
        Map<String, AgentSchema.Leaf> leaves = new LinkedHashMap<>();
        AgentSchema.leaves().stream()
                .filter(leaf -> !leaf.pointer()
                        .equals("/vendorOptions")) // no setting of its own: goes into the request as it is
                .forEach(leaf -> leaves.putIfAbsent(leaf.pointer(), leaf));
        leaves.values().forEach(leaf -> rows.addAll(rows(probe, leaf)));
        return List.copyOf(rows);
    }

    private static List<MatrixRow> rows(MatrixProbe probe, AgentSchema.Leaf leaf) {
        Map<String, MatrixFinding> byProvider = findings(probe, leaf, MatrixSamples.PROVIDER, providersWith(leaf));
        Map<String, MatrixFinding> byProtocol = findings(
                probe,
                leaf,
                MatrixSamples.PROTOCOL,
                leaf.pointer().startsWith("/tts/") ? List.of() : MatrixSamples.protocols());
        List<MatrixRow> rows = new ArrayList<>();
        if (differ(byProvider) || supportedBySome(leaf, byProvider)) {
            rows.addAll(grouped(leaf.pointer(), MatrixSamples.PROVIDER, byProvider));
        }
        if (differ(byProtocol)) {
            rows.addAll(grouped(leaf.pointer(), MatrixSamples.PROTOCOL, byProtocol));
        }
        if (!rows.isEmpty()) {
            return rows;
        }
        MatrixFinding everywhere = leaf.provider().isPresent()
                ? byProvider.values().iterator().next()
                : MatrixFinding.of(probe, leaf, probe.plain());
        return List.of(row(leaf.pointer(), everywhere, null));
    }

    private static List<String> providersWith(AgentSchema.Leaf leaf) {
        return leaf.provider().isEmpty()
                ? AgentSchema.ttsProviders()
                : AgentSchema.leaves().stream()
                        .filter(other -> other.pointer().equals(leaf.pointer()))
                        .flatMap(other -> other.provider().stream())
                        .toList();
    }

    /**
     * A choice that the vendor refuses says nothing about the leaves elsewhere, and everything about those of its own
     * part.
     */
    private static Map<String, MatrixFinding> findings(
            MatrixProbe probe, AgentSchema.Leaf leaf, String choice, List<String> words) {
        Map<String, MatrixFinding> findings = new LinkedHashMap<>();
        if (leaf.pointer().equals(choice)) {
            return findings;
        }
        for (String word : words) {
            if (probe.takes(choice, word)) {
                findings.put(word, MatrixFinding.of(probe, leaf, probe.plain(choice, word)));
            } else if (leaf.pointer().startsWith(choice.substring(0, choice.lastIndexOf('/') + 1))) {
                findings.put(
                        word,
                        MatrixFinding.unsupported("The vendor does not take this "
                                + choice.substring(choice.lastIndexOf('/') + 1) + "."));
            }
        }
        return findings;
    }

    private static boolean supportedBySome(AgentSchema.Leaf leaf, Map<String, MatrixFinding> findings) {
        return leaf.provider().isPresent()
                && findings.values().stream().anyMatch(finding -> finding.support() != Support.UNSUPPORTED);
    }

    private static boolean differ(Map<String, MatrixFinding> findings) {
        boolean supported = findings.values().stream().anyMatch(finding -> finding.support() != Support.UNSUPPORTED);
        return supported && findings.values().stream().distinct().count() > 1;
    }

    private static List<MatrixRow> grouped(String pointer, String choice, Map<String, MatrixFinding> findings) {
        long reasons = findings.values().stream()
                .filter(finding -> finding.support() == Support.UNSUPPORTED)
                .distinct()
                .count();
        Map<MatrixFinding, List<String>> words = new LinkedHashMap<>();
        findings.forEach((word, finding) -> {
            MatrixFinding described = finding.support() == Support.UNSUPPORTED && reasons > 1
                    ? MatrixFinding.unsupported("Not with this choice.")
                    : finding;
            words.computeIfAbsent(described, _ -> new ArrayList<>()).add(word);
        });
        return words.entrySet().stream()
                .map(group -> row(pointer, group.getKey(), new MatrixCondition(choice, List.copyOf(group.getValue()))))
                .toList();
    }

    private static MatrixRow row(String pointer, MatrixFinding found, @Nullable MatrixCondition when) {
        return new MatrixRow(
                pointer,
                found.support(),
                found.vendorPath().orElse(null),
                found.min().orElse(null),
                found.max().orElse(null),
                found.values().orElse(null),
                found.note().orElse(null),
                when);
    }
}
