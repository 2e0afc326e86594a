package io.voxgate.toy;

import static io.voxgate.vendor.Outcome.Kind.CREDENTIAL_REJECTED;
import static io.voxgate.vendor.Outcome.Kind.VENDOR_REFUSED;
import static io.voxgate.vendor.Outcome.Kind.VENDOR_THROTTLED;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.SessionStatus;
import io.voxgate.model.EventData.ExtractionCompleted;
import io.voxgate.vendor.AfterwordState;
import io.voxgate.vendor.AfterwordStep;
import io.voxgate.vendor.Diagnosis;
import io.voxgate.vendor.VendorEvent;
import io.voxgate.vendor.ErrorTable;
import io.voxgate.vendor.HttpReply;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.LookupStep;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.Outcome.VendorError;
import io.voxgate.vendor.VendorSession;
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

    static Outcome read(HttpReply reply) {
        JsonNode answer = Json.parse(reply.body()).orElseGet(Json::object);
        if (answer.path("error").isTextual()) {
            return ERRORS.outcome(error(answer), Optional.empty());
        }
        return answer.path("id").isTextual()
                ? new Outcome.Accepted(Optional.of(answer.get("id").asText()), answer)
                : new Outcome.Unknown("The answer is not Parlour's.", Optional.empty());
    }

    static LookupStep found(String task, HttpReply reply) {
        return switch (read(reply)) {
            case Outcome.Accepted accepted -> status(accepted.answer().path("state").asText())
                    .<LookupStep>map(status -> new LookupStep.Found(new VendorSession(task, status, Optional.empty(), Optional.empty(), Optional.empty())))
                    .orElseGet(() -> later("A state that is not documented."));
            case Outcome.Gone _ -> new LookupStep.Absent();
            case Outcome.Refused refused -> later(refused.error().code());
            case Outcome.AlreadyExists exists -> later(exists.error().code());
            case Outcome.Unknown unknown -> later(unknown.why());
        };
    }

    /** What Parlour remembers of a closed task: {@code {"id","mood"}}, a while after it was closed. */
    static AfterwordStep remembered(AfterwordState state, HttpReply reply) {
        JsonNode answer = Json.parse(reply.body()).filter(body -> body.path("mood").isTextual()).orElseGet(Json::object);
        if (!answer.isEmpty()) {
            ExtractionCompleted found = new ExtractionCompleted(List.of(new ExtractionCompleted.Item("mood", "text", answer.get("mood").asText())));
            return new AfterwordStep.Done(List.of(new VendorEvent(state.session().vendorSessionId(), "mood", state.times().endedAt(), found, answer)), Optional.empty());
        }
        return state.times().endedAt().plus(Duration.ofMinutes(5)).isBefore(state.times().now())
                ? new AfterwordStep.Done(List.of(), Optional.of("Parlour remembers nothing of it."))
                : new AfterwordStep.Later(Duration.ofSeconds(1), Json.object(), List.of());
    }

    static Diagnosis diagnose(HttpReply reply) {
        return switch (read(reply)) {
            case Outcome.Accepted _, Outcome.Gone _ -> new Diagnosis(Diagnosis.State.HEALTHY, "The key works.", null);
            case Outcome.Refused refused -> new Diagnosis(
                    refused.error().code().equals("BadTime") ? Diagnosis.State.WRONG_CLOCK : Diagnosis.State.WRONG_KEY, "Parlour refuses the key.", refused.error());
            case Outcome.AlreadyExists exists -> new Diagnosis(Diagnosis.State.UNCLEAR, "Parlour answered another question.", exists.error());
            case Outcome.Unknown unknown -> new Diagnosis(Diagnosis.State.UNCLEAR, unknown.why(), unknown.error().orElse(null));
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
        return new VendorError(ToyAdapter.ID, answer.get("error").asText(), answer.path("words").asText(), null);
    }

    private static LookupStep later(String why) {
        return new LookupStep.Later(Duration.ofSeconds(5), why);
    }
}
