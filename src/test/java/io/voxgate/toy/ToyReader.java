package io.voxgate.toy;

import static io.voxgate.adapter.CallOutcome.RefusalKind.CREDENTIAL_REJECTED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_REFUSED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_THROTTLED;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.ErrorTable;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.VendorSession;
import io.voxgate.json.Json;
import io.voxgate.model.EventData.ExtractionCompleted;
import io.voxgate.model.SessionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What Parlour's answers mean: {@code {"id","state"}} or {@code {"error","words"}}. */
final class ToyReader {
    private static final ErrorTable ERRORS = new ErrorTable()
            .exists("TaskTaken")
            .gone("NoSuchTask")
            .refused(VENDOR_REFUSED, "BadField")
            .refused(CREDENTIAL_REJECTED, "BadKey", "BadTime")
            .retryable(VENDOR_THROTTLED, "TooFast")
            .unclear("Broken");

    private ToyReader() {}

    static CallOutcome read(HttpReply reply) {
        JsonNode answer = Json.parse(reply.body()).orElseGet(Json::object);
        if (answer.path("error").isTextual()) {
            return ERRORS.outcome(error(answer), Optional.empty());
        }
        return answer.path("id").isTextual()
                ? new CallOutcome.Accepted(Optional.of(answer.get("id").asText()), answer)
                : new CallOutcome.Unknown("The answer is not Parlour's.", Optional.empty());
    }

    static LookupStep found(String task, HttpReply reply) {
        return switch (read(reply)) {
            case CallOutcome.Accepted accepted ->
                status(accepted.answer().path("state").asText())
                        .<LookupStep>map(status -> new LookupStep.Found(
                                new VendorSession(task, status, Optional.empty(), Optional.empty(), Optional.empty())))
                        .orElseGet(() -> later("A state that is not documented."));
            case CallOutcome.Gone _ -> new LookupStep.Absent();
            case CallOutcome.Refused refused -> later(refused.error().code());
            case CallOutcome.AlreadyExists exists -> later(exists.error().code());
            case CallOutcome.Unknown unknown -> later(unknown.why());
        };
    }

    /** What Parlour remembers of a closed task: {@code {"id","mood"}}, a while after it was closed. */
    static PostCallStep remembered(PostCallState state, HttpReply reply) {
        JsonNode answer = Json.parse(reply.body())
                .filter(body -> body.path("mood").isTextual())
                .orElseGet(Json::object);
        if (!answer.isEmpty()) {
            ExtractionCompleted found = new ExtractionCompleted(List.of(new ExtractionCompleted.Item(
                    "mood", "text", answer.get("mood").asText())));
            return new PostCallStep.Done(
                    List.of(new VendorEvent(
                            state.session().vendorSessionId(),
                            "mood",
                            state.times().endedAt(),
                            found,
                            answer)),
                    Optional.empty());
        }
        return state.times()
                        .endedAt()
                        .plus(Duration.ofMinutes(5))
                        .isBefore(state.times().now())
                ? new PostCallStep.Done(List.of(), Optional.of("Parlour remembers nothing of it."))
                : new PostCallStep.Later(Duration.ofSeconds(1), Json.object(), List.of());
    }

    static ConnectionDiagnosis diagnose(HttpReply reply) {
        return switch (read(reply)) {
            case CallOutcome.Accepted _, CallOutcome.Gone _ ->
                new ConnectionDiagnosis(ConnectionDiagnosis.DiagnosisState.HEALTHY, "The key works.", null);
            case CallOutcome.Refused refused ->
                new ConnectionDiagnosis(
                        refused.error().code().equals("BadTime")
                                ? ConnectionDiagnosis.DiagnosisState.WRONG_CLOCK
                                : ConnectionDiagnosis.DiagnosisState.WRONG_KEY,
                        "Parlour refuses the key.",
                        refused.error());
            case CallOutcome.AlreadyExists exists ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.UNCLEAR,
                        "Parlour answered another question.",
                        exists.error());
            case CallOutcome.Unknown unknown ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.UNCLEAR,
                        unknown.why(),
                        unknown.error().orElse(null));
        };
    }

    private static Optional<SessionStatus> status(String state) {
        return switch (state) {
            case "opening" -> Optional.of(SessionStatus.STARTING);
            case "open" -> Optional.of(SessionStatus.ACTIVE);
            case "closed" -> Optional.of(SessionStatus.ENDED);
            default -> Optional.empty();
        };
    }

    private static VendorError error(JsonNode answer) {
        return new VendorError(
                ToyAdapter.ID,
                answer.get("error").asText(),
                answer.path("words").asText(),
                null);
    }

    private static LookupStep later(String why) {
        return new LookupStep.Later(Duration.ofSeconds(5), why);
    }
}
