package io.voxgate.vendor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.AgentSchema.Kind;
import io.voxgate.model.AgentSchema.Leaf;
import io.voxgate.vendor.MatrixProbe.Answer;
import io.voxgate.vendor.VendorMatrix.Support;
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
        Support support, Optional<String> vendorPath, Optional<BigDecimal> min, Optional<BigDecimal> max, Optional<List<String>> values, Optional<String> note) {

    static MatrixFinding unsupported(String note) {
        return new MatrixFinding(Support.UNSUPPORTED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), text(note));
    }

    static MatrixFinding of(MatrixProbe probe, Leaf leaf, ObjectNode base) {
        if (leaf.kind() == Kind.INTEGER || leaf.kind() == Kind.DECIMAL) {
            return MatrixRange.of(probe, leaf, base);
        }
        List<Answer> answers = MatrixSamples.of(leaf).stream().map(value -> probe.ask(leaf, value, base)).toList();
        if (answers.stream().noneMatch(Answer::taken)) {
            return unsupported(answers.getFirst().note());
        }
        boolean words = leaf.kind() == Kind.ENUM || leaf.kind() == Kind.BOOLEAN || !leaf.values().isEmpty();
        return words ? words(probe, leaf, answers) : values(answers);
    }

    /** Texts, lists and maps: as good as the worst sample that is taken with its own meaning. */
    private static MatrixFinding values(List<Answer> answers) {
        List<Answer> taken = answers.stream().filter(Answer::taken).toList();
        List<Answer> meant = taken.stream().filter(Answer::meant).toList();
        List<Answer> told = meant.isEmpty() ? taken : meant;
        String note = told.stream().map(Answer::note).distinct().filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
        return new MatrixFinding(worst(told), path(told), Optional.empty(), Optional.empty(), Optional.empty(), text(note));
    }

    /** Words: as good as the best; the note tells of those that are worse. */
    private static MatrixFinding words(MatrixProbe probe, Leaf leaf, List<Answer> answers) {
        List<Answer> taken = answers.stream().filter(Answer::taken).toList();
        Support best = taken.stream().map(Answer::support).min(Comparator.naturalOrder()).orElseThrow();
        Map<String, List<String>> notes = new LinkedHashMap<>();
        answers.forEach(answer -> remark(answer).ifPresent(remark -> notes.computeIfAbsent(remark, _ -> new ArrayList<>()).add(word(answer))));
        List<String> sentences = new ArrayList<>();
        notes.forEach((remark, words) -> sentences.add(String.join(", ", words) + ": " + remark));
        if (leaf.kind() == Kind.LIST) {
            remark(together(probe, leaf, taken)).filter(remark -> !notes.containsKey(remark)).ifPresent(remark -> sentences.add("Several at once: " + remark));
        }
        boolean all = leaf.kind() == Kind.BOOLEAN && taken.size() == answers.size();
        Optional<List<String>> values = all ? Optional.empty() : Optional.of(taken.stream().map(MatrixFinding::word).toList());
        return new MatrixFinding(best, path(taken), Optional.empty(), Optional.empty(), values, text(String.join(" ", sentences)));
    }

    private static Answer together(MatrixProbe probe, Leaf leaf, List<Answer> taken) {
        ArrayNode all = Json.array();
        taken.forEach(answer -> all.add(answer.value().get(0)));
        return probe.ask(leaf, all, taken.getFirst().context());
    }

    private static Optional<String> remark(Answer answer) {
        String outcome = answer.meant() ? "" : Json.node(answer.entry().outcome()).asText() + (answer.note().isEmpty() ? "." : "; ");
        return text(outcome + answer.note());
    }

    private static String word(Answer answer) {
        return (answer.value().isArray() ? answer.value().get(0) : answer.value()).asText();
    }

    static Support worst(List<Answer> taken) {
        return taken.stream().map(Answer::support).max(Comparator.naturalOrder()).orElse(Support.NATIVE);
    }

    static Optional<String> path(List<Answer> taken) {
        return text(String.join(" or ", taken.stream().map(answer -> answer.entry().vendorPath()).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new))));
    }

    static Optional<String> text(String text) {
        return Optional.of(text).filter(note -> !note.isEmpty());
    }
}
