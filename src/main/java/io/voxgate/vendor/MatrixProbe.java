package io.voxgate.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.Leaf;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.VendorMatrix.Support;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks one translator about one leaf at a time. */
final class MatrixProbe {

    /** What the answers about one leaf come to. */
    record Finding(
            Support support, Optional<String> vendorPath, Optional<BigDecimal> min, Optional<BigDecimal> max, Optional<List<String>> values, Optional<String> note) {}

    /** One value, the context that suits it best, and what was reported. {@code hint}: why a plain agent was not enough. */
    private record Answer(JsonNode value, ObjectNode context, FieldReport.Entry entry, String hint) {
        Support support() {
            return switch (entry.outcome()) {
                case EXACT, CLAMPED -> Support.NATIVE;
                case CONVERTED -> Support.CONVERTED;
                case APPROXIMATED -> Support.APPROXIMATED;
                case EMULATED -> Support.EMULATED;
                case UNSUPPORTED, REJECTED -> Support.UNSUPPORTED;
            };
        }

        String note() {
            return Stream.of(hint, Optional.ofNullable(entry.note()).orElse("")).filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining(" "));
        }
    }

    private final VendorAdapter adapter;
    private final String protocol;
    private final String provider;

    MatrixProbe(VendorAdapter adapter) {
        this.adapter = adapter;
        this.protocol = firstTaken(MatrixSamples.PROTOCOL, MatrixSamples.protocols(), word -> MatrixSamples.agent(word, "platform"));
        this.provider = firstTaken(MatrixSamples.PROVIDER, AgentSchema.ttsProviders(), word -> MatrixSamples.agent(protocol, word));
    }

    /** A plain agent with this provider; {@code ""}: one that the vendor takes. */
    ObjectNode withProvider(String word) {
        return MatrixSamples.agent(protocol, word.isEmpty() ? provider : word);
    }

    /** A plain agent with this protocol; {@code ""}: one that the vendor takes. */
    ObjectNode withProtocol(String word) {
        return MatrixSamples.agent(word.isEmpty() ? protocol : word, provider);
    }

    Finding find(Leaf leaf, ObjectNode base) {
        List<Answer> answers = leaf.kind() == AgentSchema.Kind.INTEGER || leaf.kind() == AgentSchema.Kind.DECIMAL
                ? numbers(leaf, base)
                : MatrixSamples.of(leaf).stream().map(value -> ask(leaf, value, base)).toList();
        List<Answer> taken = answers.stream().filter(answer -> answer.support() != Support.UNSUPPORTED).toList();
        if (taken.isEmpty()) {
            return new Finding(Support.UNSUPPORTED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), note(answers.getFirst().note()));
        }
        return switch (leaf.kind()) {
            case INTEGER, DECIMAL -> number(leaf, taken);
            case ENUM -> words(answers, taken, true);
            case LIST -> words(answers, taken, !leaf.values().isEmpty());
            case TEXT, BOOLEAN, MAP -> words(answers, taken, false);
        };
    }

    private static Finding words(List<Answer> answers, List<Answer> taken, boolean listed) {
        Support best = taken.stream().map(Answer::support).min(Comparator.naturalOrder()).orElseThrow();
        Support worst = taken.stream().map(Answer::support).max(Comparator.naturalOrder()).orElseThrow();
        Support support = listed ? best : worst;
        String note = answers.stream()
                .filter(answer -> listed ? answer.support().compareTo(Support.CONVERTED) > 0 || !answer.note().isEmpty() : !answer.note().isEmpty())
                .map(answer -> (listed ? word(answer) + ": " : "") + answer.note())
                .distinct().collect(Collectors.joining(" "));
        Optional<List<String>> words = listed ? Optional.of(taken.stream().map(MatrixProbe::bare).toList()) : Optional.empty();
        return new Finding(support, path(taken), Optional.empty(), Optional.empty(), words, note(note));
    }

    private static String word(Answer answer) {
        boolean plain = answer.support().compareTo(Support.CONVERTED) <= 0;
        return bare(answer) + (plain ? "" : " is " + Json.node(answer.entry().outcome()).asText());
    }

    private static String bare(Answer answer) {
        return (answer.value().isArray() ? answer.value().get(0) : answer.value()).asText();
    }

    private Finding number(Leaf leaf, List<Answer> taken) {
        Answer typical = taken.getFirst();
        List<Answer> kept = taken.stream().filter(answer -> answer.entry().outcome() != FieldOutcome.CLAMPED).toList();
        Support support = kept.stream().map(Answer::support).max(Comparator.naturalOrder()).orElse(Support.NATIVE);
        List<String> notes = kept.stream().map(Answer::note).distinct().toList();
        return new Finding(support, path(taken), Optional.of(end(leaf, typical, leaf.min().orElseThrow())), Optional.of(end(leaf, typical, leaf.max().orElseThrow())),
                Optional.empty(), note(notes.size() == 1 ? notes.getFirst() : typical.hint()));
    }

    /** The last value towards an end of the model's range that the vendor takes unmoved, found by halving. */
    private BigDecimal end(Leaf leaf, Answer typical, BigDecimal far) {
        if (!clamped(leaf, typical, far)) {
            return plain(far);
        }
        BigDecimal step = MatrixSamples.step(leaf);
        BigDecimal inside = inside(leaf, typical);
        BigDecimal outside = far;
        while (outside.subtract(inside).abs().compareTo(step) > 0) {
            BigDecimal middle = inside.add(outside).divide(BigDecimal.TWO, step.scale(), RoundingMode.DOWN);
            if (middle.compareTo(inside) == 0 || middle.compareTo(outside) == 0) {
                break;
            }
            if (clamped(leaf, typical, middle)) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return plain(inside);
    }

    private BigDecimal inside(Leaf leaf, Answer typical) {
        return Stream.iterate(leaf.max().orElseThrow(), value -> value.compareTo(leaf.min().orElseThrow()) >= 0,
                        value -> leaf.min().orElseThrow().add(value.subtract(leaf.min().orElseThrow()).divide(BigDecimal.TWO, MatrixSamples.step(leaf).scale(), RoundingMode.DOWN)))
                .limit(40)
                .filter(value -> !clamped(leaf, typical, value)).findFirst().orElse(leaf.min().orElseThrow());
    }

    private boolean clamped(Leaf leaf, Answer typical, BigDecimal value) {
        return entry(leaf.pointer(), with(typical.context(), leaf.pointer(), Json.number(value))).outcome() == FieldOutcome.CLAMPED;
    }

    private List<Answer> numbers(Leaf leaf, ObjectNode base) {
        List<JsonNode> values = MatrixSamples.of(leaf);
        Answer typical = ask(leaf, values.getFirst(), base);
        List<Answer> answers = new ArrayList<>(List.of(typical));
        values.stream().skip(1).forEach(value ->
                answers.add(new Answer(value, typical.context(), entry(leaf.pointer(), with(typical.context(), leaf.pointer(), value)), typical.hint())));
        return answers;
    }

    /** In a plain agent; if the vendor has no use for it there, in the first variation of its neighbours in which it has. */
    private Answer ask(Leaf leaf, JsonNode value, ObjectNode base) {
        FieldReport.Entry plain = entry(leaf.pointer(), with(base, leaf.pointer(), value));
        Answer first = new Answer(value, base, plain, "");
        if (first.support() != Support.UNSUPPORTED) {
            return first;
        }
        String hint = Optional.ofNullable(plain.note()).orElse("");
        return MatrixNeighbours.of(leaf, base)
                .map(context -> new Answer(value, context, entry(leaf.pointer(), with(context, leaf.pointer(), value)), hint))
                .filter(answer -> answer.support() != Support.UNSUPPORTED)
                .findFirst().orElse(first);
    }

    private FieldReport.Entry entry(String pointer, ObjectNode agent) {
        return translate(agent).report().fields().stream().filter(entry -> entry.path().equals(pointer)).findFirst()
                .orElseThrow(() -> new IllegalStateException(adapter.info().id() + " reports nothing on " + pointer));
    }

    private Translation translate(ObjectNode agent) {
        try {
            return adapter.translate(new StartCommand(Json.MAPPER.treeToValue(agent, Agent.class), Optional.empty(), Optional.empty()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A sample of the matrix is no agent", e);
        }
    }

    private String firstTaken(String pointer, List<String> words, Function<String, ObjectNode> agent) {
        return words.stream().filter(word -> entry(pointer, agent.apply(word)).outcome() != FieldOutcome.REJECTED).findFirst().orElse(words.getFirst());
    }

    static ObjectNode with(ObjectNode agent, String pointer, JsonNode value) {
        ObjectNode copy = agent.deepCopy();
        Json.put(copy, pointer.substring(1).replace('/', '.'), value);
        return copy;
    }

    private static Optional<String> path(List<Answer> taken) {
        String joined = String.join(" or ", taken.stream().map(answer -> answer.entry().vendorPath()).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new)));
        return Optional.of(joined).filter(text -> !text.isEmpty());
    }

    private static Optional<String> note(String text) {
        return Optional.of(text).filter(note -> !note.isEmpty());
    }

    private static BigDecimal plain(BigDecimal value) {
        return new BigDecimal(value.stripTrailingZeros().toPlainString());
    }
}
