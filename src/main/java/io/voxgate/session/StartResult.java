package io.voxgate.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.util.List;
import java.util.Map;

/** What a start is answered with, the first time and each time it is asked for again. */
public sealed interface StartResult {

    /** @param status 201, or 202 while the outcome is unknown */
    record Begun(int status, SessionView session, boolean replayed) implements StartResult {}

    /** The vendor said no, or could not be reached. */
    record Refused(Problem problem, boolean replayed) implements StartResult {}

    /** As it is kept with the idempotency key; without what only the person may see. */
    default ObjectNode kept() {
        return switch (this) {
            case Begun begun ->
                Json.object().put("status", begun.status()).set("session", KEPT.valueToTree(begun.session()));
            case Refused refused -> {
                Problem problem = refused.problem();
                ObjectNode tree = Json.object()
                        .put("code", problem.code().name())
                        .put("detail", problem.getMessage())
                        .put("retryable", problem.retryable());
                tree.set("faults", Json.node(problem.faults()));
                tree.set("extras", Json.node(problem.extras()));
                yield Json.object().set("problem", tree);
            }
        };
    }

    /** What a start is answered whose session's person was erased since. */
    static Refused erased(String sessionId, boolean replayed) {
        return new Refused(
                Problem.of(
                                ProblemCode.CONFLICT,
                                "This request was answered before. The data of its session were erased since.")
                        .with("sessionId", sessionId),
                replayed);
    }

    /** What was kept, as the answer to the same request. */
    static StartResult replayed(ObjectNode kept) {
        if (kept.has("session")) {
            return new Begun(
                    kept.get("status").asInt(), KEPT.convertValue(kept.get("session"), SessionView.class), true);
        }
        ObjectNode tree = (ObjectNode) kept.get("problem");
        List<Fault> faults = tree.get("faults")
                .valueStream()
                .map(fault -> Json.MAPPER.convertValue(fault, Fault.class))
                .toList();
        Problem problem = Problem.of(
                ProblemCode.valueOf(tree.get("code").asText()),
                tree.get("detail").asText(),
                faults);
        for (Map.Entry<String, ?> extra : tree.get("extras").properties()) {
            problem = problem.with(extra.getKey(), Json.MAPPER.convertValue(extra.getValue(), Object.class));
        }
        return new Refused(tree.get("retryable").asBoolean() ? problem.mayRetry() : problem, true);
    }

    /** Reads and writes answers with their times. */
    ObjectMapper KEPT = Json.MAPPER
            .rebuild()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
}
