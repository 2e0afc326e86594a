package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.MatrixProbe.ProbeAnswer;
import io.voxgate.adapter.VendorMatrix.Support;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema.Leaf;
import io.voxgate.model.AgentSchema.SchemaKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a translator's answers about one leaf, in one kind of agent, come to. */
record MatrixFinding(
        Support support,
        Optional<String> vendorPath,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        Optional<List<String>> values,
        Optional<String> note) {

    static MatrixFinding unsupported(String note) {
        return new MatrixFinding(
                Support.UNSUPPORTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text(note));
    }

    static MatrixFinding of(MatrixProbe probe, Leaf leaf, ObjectNode base) {
        if (leaf.kind() == SchemaKind.INTEGER || leaf.kind() == SchemaKind.DECIMAL) {
            return MatrixRange.of(probe, leaf, base);
        }
        List<ProbeAnswer> answers = MatrixSamples.of(leaf).stream()
                .map(value -> probe.ask(leaf, value, base))
                .toList();
        if (answers.stream().noneMatch(ProbeAnswer::taken)) {
            return unsupported(answers.getFirst().note());
        }
        boolean words = leaf.kind() == SchemaKind.ENUM
                || leaf.kind() == SchemaKind.BOOLEAN
                || !leaf.values().isEmpty();
        return words ? words(probe, leaf, answers) : values(answers);
    }

    /** Texts, lists and maps: as good as the worst sample that is taken with its own meaning. */
    private static MatrixFinding values(List<ProbeAnswer> answers) {
        List<ProbeAnswer> taken = answers.stream().filter(ProbeAnswer::taken).toList();
        List<ProbeAnswer> meant = taken.stream().filter(ProbeAnswer::meant).toList();
        List<ProbeAnswer> described = meant.isEmpty() ? taken : meant;
        String note = described.stream()
                .map(ProbeAnswer::note)
                .distinct()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return new MatrixFinding(
                worst(described), path(described), Optional.empty(), Optional.empty(), Optional.empty(), text(note));
    }

    /** Words: as good as the best; the note names those that are worse. */
    private static MatrixFinding words(MatrixProbe probe, Leaf leaf, List<ProbeAnswer> answers) {
        List<ProbeAnswer> taken = answers.stream().filter(ProbeAnswer::taken).toList();
        Support best = taken.stream()
                .map(ProbeAnswer::support)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Map<String, List<String>> notes = new LinkedHashMap<>();
        answers.forEach(answer -> remark(answer)
                .ifPresent(remark ->
                        notes.computeIfAbsent(remark, _ -> new ArrayList<>()).add(word(answer))));
        List<String> sentences = new ArrayList<>();
        notes.forEach((remark, words) -> sentences.add(String.join(", ", words) + ": " + remark));
        if (leaf.kind() == SchemaKind.LIST) {
            remark(together(probe, leaf, taken))
                    .filter(remark -> !notes.containsKey(remark))
                    .ifPresent(remark -> sentences.add("Several at once: " + remark));
        }
        boolean all = leaf.kind() == SchemaKind.BOOLEAN && taken.size() == answers.size();
        Optional<List<String>> values = all
                ? Optional.empty()
                : Optional.of(taken.stream().map(MatrixFinding::word).toList());
        return new MatrixFinding(
                best, path(taken), Optional.empty(), Optional.empty(), values, text(String.join(" ", sentences)));
    }

    private static ProbeAnswer together(MatrixProbe probe, Leaf leaf, List<ProbeAnswer> taken) {
        ArrayNode all = Json.array();
        taken.forEach(answer -> all.add(answer.value().get(0)));
        return probe.ask(leaf, all, taken.getFirst().context());
    }

    private static Optional<String> remark(ProbeAnswer answer) {
        String outcome = answer.meant()
                ? ""
                : Json.node(answer.entry().outcome()).asText() + (answer.note().isEmpty() ? "." : "; ");
        return text(outcome + answer.note());
    }

    private static String word(ProbeAnswer answer) {
        return (answer.value().isArray() ? answer.value().get(0) : answer.value()).asText();
    }

    static Support worst(List<ProbeAnswer> taken) {
        return taken.stream()
                .map(ProbeAnswer::support)
                .max(Comparator.naturalOrder())
                .orElse(Support.NATIVE);
    }

    static Optional<String> path(List<ProbeAnswer> taken) {
        return text(String.join(
                " or ",
                taken.stream()
                        .map(answer -> answer.entry().vendorPath())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    static Optional<String> text(String text) {
        return Optional.of(text).filter(note -> !note.isEmpty());
    }
}
