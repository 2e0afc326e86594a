package io.voxgate.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.VendorMatrix.Support;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.Leaf;
import io.voxgate.model.FieldOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks one translator what it makes of one value at a time. */
final class MatrixProbe {

    /**
     * One value and what was reported of it.
     *
     * @param context the agent around it
     * @param hint why a plain agent was not enough; empty when it was
     */
    record ProbeAnswer(JsonNode value, ObjectNode context, FieldReport.ReportEntry entry, String hint) {

        Support support() {
            return switch (entry.outcome()) {
                case EXACT, CLAMPED -> Support.NATIVE;
                case CONVERTED -> Support.CONVERTED;
                case APPROXIMATED -> Support.APPROXIMATED;
                case EMULATED -> Support.EMULATED;
                case UNSUPPORTED, REJECTED -> Support.UNSUPPORTED;
            };
        }

        boolean taken() {
            return support() != Support.UNSUPPORTED;
        }

        /** Whether another setting may be what keeps the vendor from taking it. */
        boolean dependsOnOthers() {
            return entry.outcome() == FieldOutcome.REJECTED || note().startsWith(NO_EFFECT);
        }

        /** Taken with its own meaning, not only the nearest one. */
        boolean meant() {
            return support() == Support.NATIVE || support() == Support.CONVERTED;
        }

        boolean clamped() {
            return entry.outcome() == FieldOutcome.CLAMPED;
        }

        String note() {
            return Stream.of(hint, Objects.requireNonNullElse(entry.note(), ""))
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(" "));
        }
    }

    /** How a report begins to say that another leaf makes this one pointless. */
    private static final String NO_EFFECT = "No effect";

    private final VendorAdapter adapter;
    private final String protocol;
    private final String provider;
    private final Map<String, Optional<UnaryOperator<ObjectNode>>> helpful = new HashMap<>();
    private final Map<ObjectNode, Translation> asked = new HashMap<>();

    MatrixProbe(VendorAdapter adapter) {
        this.adapter = adapter;
        this.protocol = firstTaken(
                MatrixSamples.PROTOCOL, MatrixSamples.protocols(), word -> MatrixSamples.agent(word, "platform"));
        this.provider = firstTaken(
                MatrixSamples.PROVIDER, AgentSchema.ttsProviders(), word -> MatrixSamples.agent(protocol, word));
    }

    /**
     * A plain agent with this word at a choice ({@code /tts/provider}, {@code /llm/protocol}) and elsewhere what the
     * vendor takes.
     */
    ObjectNode plain(String choice, String word) {
        return choice.equals(MatrixSamples.PROVIDER)
                ? MatrixSamples.agent(protocol, word)
                : MatrixSamples.agent(word, provider);
    }

    /** A plain agent that the vendor takes. */
    ObjectNode plain() {
        return MatrixSamples.agent(protocol, provider);
    }

    /** Whether the vendor takes this word at a choice. */
    boolean takes(String choice, String word) {
        return entry(choice, plain(choice, word)).outcome() != FieldOutcome.REJECTED;
    }

    /**
     * In the given agent; if the vendor has no use for the value there, after the first change to its neighbours with
     * which it has.
     */
    ProbeAnswer ask(Leaf leaf, JsonNode value, ObjectNode base) {
        ProbeAnswer first = in(leaf, value, base, "");
        if (first.taken() || !first.dependsOnOthers()) {
            return first;
        }
        String hint = Objects.requireNonNullElse(first.entry().note(), "");
        return helpful(leaf, value, base)
                .map(change -> in(leaf, value, change.apply(base), hint))
                .filter(ProbeAnswer::taken)
                .orElseGet(() -> withTheRealReason(leaf, value, first));
    }

    /** "No effect without …" is no reason for a leaf that has no effect with it either. */
    private ProbeAnswer withTheRealReason(Leaf leaf, JsonNode value, ProbeAnswer first) {
        return MatrixNeighbours.of(
                        leaf, first.context().at(MatrixSamples.PROVIDER).asText())
                .map(change -> in(leaf, value, change.apply(first.context()), ""))
                .filter(answer -> !answer.note().startsWith(NO_EFFECT))
                .findFirst()
                .orElse(first);
    }

    /** In exactly this agent. */
    ProbeAnswer in(Leaf leaf, JsonNode value, ObjectNode context, String hint) {
        return new ProbeAnswer(value, context, entry(leaf.pointer(), with(context, leaf.pointer(), value)), hint);
    }

    /** What helps a leaf outside the speech and the model does not depend on them, so it is looked for once. */
    private Optional<UnaryOperator<ObjectNode>> helpful(Leaf leaf, JsonNode value, ObjectNode base) {
        boolean own = leaf.pointer().startsWith("/tts/") || leaf.pointer().startsWith("/llm/");
        String key = leaf.pointer() + " " + value
                + (own ? base.at(MatrixSamples.PROVIDER) + "" + base.at(MatrixSamples.PROTOCOL) : "");
        return helpful.computeIfAbsent(
                key,
                _ -> MatrixNeighbours.of(leaf, base.at(MatrixSamples.PROVIDER).asText())
                        .filter(change ->
                                in(leaf, value, change.apply(base), "").taken())
                        .findFirst());
    }

    private FieldReport.ReportEntry entry(String pointer, ObjectNode agent) {
        return asked.computeIfAbsent(agent, this::translate).report().fields().stream()
                .filter(entry -> entry.path().equals(pointer))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(adapter.info().id() + " reports nothing on " + pointer));
    }

    private Translation translate(ObjectNode agent) {
        try {
            return adapter.translate(
                    new StartCommand(Json.MAPPER.treeToValue(agent, Agent.class), Optional.empty(), Optional.empty()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A sample of the matrix is no agent", e);
        }
    }

    private String firstTaken(String choice, List<String> words, Function<String, ObjectNode> agent) {
        return words.stream()
                .filter(word -> entry(choice, agent.apply(word)).outcome() != FieldOutcome.REJECTED)
                .findFirst()
                .orElse(words.getFirst());
    }

    static ObjectNode with(ObjectNode agent, String pointer, JsonNode value) {
        ObjectNode copy = agent.deepCopy();
        Json.put(copy, pointer.substring(1).replace('/', '.'), value);
        return copy;
    }
}
