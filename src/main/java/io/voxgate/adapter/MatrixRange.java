package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.MatrixProbe.ProbeAnswer;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema.Leaf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which numbers a vendor takes unmoved: its ends are found by halving, and then asked for again with their neighbours.
 */
final class MatrixRange {
    private final MatrixProbe probe;
    private final Leaf leaf;
    private final ProbeAnswer typical;
    private final BigDecimal step;

    private MatrixRange(MatrixProbe probe, Leaf leaf, ProbeAnswer typical) {
        this.probe = probe;
        this.leaf = leaf;
        this.typical = typical;
        this.step = MatrixSamples.step(leaf);
    }

    static MatrixFinding of(MatrixProbe probe, Leaf leaf, ObjectNode base) {
        ProbeAnswer typical = probe.ask(leaf, MatrixSamples.of(leaf).getFirst(), base);
        return typical.taken()
                ? new MatrixRange(probe, leaf, typical).finding()
                : MatrixFinding.unsupported(typical.note());
    }

    private MatrixFinding finding() {
        BigDecimal inside = inside();
        BigDecimal min = end(inside, leaf.min().orElseThrow());
        BigDecimal max = end(inside, leaf.max().orElseThrow());
        BigDecimal middle = min.add(max).divide(BigDecimal.TWO, step.scale(), RoundingMode.DOWN);
        List<ProbeAnswer> answers = Stream.of(min, min.add(step), middle, max.subtract(step), max)
                .map(this::at)
                .filter(answer -> answer.taken() && !answer.clamped())
                .toList();
        List<String> notes = answers.stream().map(ProbeAnswer::note).distinct().toList();
        return new MatrixFinding(
                MatrixFinding.worst(answers),
                MatrixFinding.path(List.of(typical)),
                Optional.of(plain(min)),
                Optional.of(plain(max)),
                Optional.empty(),
                MatrixFinding.text(notes.size() == 1 ? notes.getFirst() : typical.hint()));
    }

    /**
     * A number that is not moved; ranges of vendors overlap the model's, so halving towards its lower end finds one.
     */
    private BigDecimal inside() {
        BigDecimal min = leaf.min().orElseThrow();
        return Stream.iterate(
                        typical.value().decimalValue(),
                        value -> min.add(value.subtract(min).divide(BigDecimal.TWO, step.scale(), RoundingMode.DOWN)))
                .limit(40)
                .filter(value -> !at(value).clamped())
                .findFirst()
                .orElse(leaf.max().orElseThrow());
    }

    private BigDecimal end(BigDecimal inside, BigDecimal far) {
        if (!at(far).clamped()) {
            return far;
        }
        BigDecimal kept = inside;
        BigDecimal moved = far;
        while (moved.subtract(kept).abs().compareTo(step) > 0) {
            BigDecimal middle = kept.add(moved).divide(BigDecimal.TWO, step.scale(), RoundingMode.DOWN);
            if (at(middle).clamped()) {
                moved = middle;
            } else {
                kept = middle;
            }
        }
        return kept;
    }

    private ProbeAnswer at(BigDecimal value) {
        return probe.in(leaf, Json.number(value), typical.context(), typical.hint());
    }

    private static BigDecimal plain(BigDecimal value) {
        return new BigDecimal(value.stripTrailingZeros().toPlainString());
    }
}
