package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.tencent.TencentReply;
import io.voxgate.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What CCC tells only of a call that is over: the text of its recording, what was read out of it, how long each part of a round took. Each is
 * asked for until it is there or will not come; a call that nobody answered has none of it. The vendor does not say how long it takes.
 */
final class CccAfterword {
    static final String TEXT = "DescribeTelRecordAsr";
    static final String EXTRACTION = "DescribeAICallExtractResult";
    static final String LATENCY = "DescribeAILatency";
    private static final String RECORD = "DescribeTelCdr";
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** Until when after the end each may be expected. */
    private enum Question {
        WORDS(TEXT, Duration.ofMinutes(30)),
        FINDINGS(EXTRACTION, Duration.ofMinutes(15)),
        TIMES(LATENCY, Duration.ofMinutes(3));

        private final String operation;
        private final Duration patience;

        Question(String operation, Duration patience) {
            this.operation = operation;
            this.patience = patience;
        }
    }

    private CccAfterword() {}

    static PostCallStep step(PostCallState state, Optional<HttpReply> reply) {
        if (state.times().beganAt().isEmpty()) {
            return new PostCallStep.Done(List.of(), Optional.empty());
        }
        if (reply.isEmpty()) {
            ObjectNode cursor = Json.object();
            cursor.set("over", state.cursor().path("over").isObject() ? state.cursor().get("over") : Json.object());
            return next(state.with(cursor), List.of());
        }
        TencentReply read = TencentReply.of(CccApi.ID, reply.get());
        String asked = state.cursor().path("asked").path(state.cursor().path("asked").size() - 1).asText();
        return asked.equals(RECORD) ? record(state, read) : answer(state, asked, read);
    }

    /** The first question that is open and was not asked in this round; without one the round is over. */
    private static PostCallStep next(PostCallState state, List<VendorEvent> told) {
        for (Question question : Question.values()) {
            if (open(state, question) && !asked(state, question.operation)) {
                return ask(state, question.operation, question == Question.WORDS ? one(state) : within(state), told);
            }
        }
        if (open(state, Question.WORDS) && since(state).compareTo(CccLookup.RECORD_DELAY) > 0 && !asked(state, RECORD)) {
            return ask(state, RECORD, CccLookup.ofOne(state.session().vendorSessionId(), state.times().sentAt(), state.times().now()), told);
        }
        if (List.of(Question.values()).stream().noneMatch(question -> open(state, question))) {
            return new PostCallStep.Done(told, Optional.of(over(state).path(TEXT).asText()).filter(why -> !why.isEmpty()));
        }
        return new PostCallStep.Later(pause(state), Json.object().set("over", over(state)), told);
    }

    private static PostCallStep answer(PostCallState state, String operation, TencentReply reply) {
        List<VendorEvent> told = reply instanceof TencentReply.Success success ? read(state, operation, success.response()) : List.of();
        if (!told.isEmpty()) {
            return next(closed(state, operation, ""), told);
        }
        Question question = List.of(Question.values()).stream().filter(known -> known.operation.equals(operation)).findFirst().orElseThrow();
        return next(since(state).compareTo(question.patience) > 0 ? closed(state, operation, why(reply, question)) : state, told);
    }

    private static List<VendorEvent> read(PostCallState state, String operation, JsonNode response) {
        return switch (operation) {
            case TEXT -> CccResults.words(state, response);
            case EXTRACTION -> CccResults.findings(state, response);
            default -> CccResults.times(state, response);
        };
    }

    private static String why(TencentReply reply, Question question) {
        String answer = switch (reply) {
            case TencentReply.Success _ -> "it had none";
            case TencentReply.Failure failure -> "it answered " + failure.error().code();
            case TencentReply.Broken _ -> "its answer could not be read";
        };
        return "Tencent CCC was asked for the recording's text until " + question.patience.toMinutes() + " minutes after the call; " + answer + ".";
    }

    /** The record says whether the text is still being made. */
    private static PostCallStep record(PostCallState state, TencentReply reply) {
        boolean never = reply instanceof TencentReply.Success success && CccEnds.records(success.response()).stream()
                .anyMatch(record -> record.path("SessionId").asText().equals(state.session().vendorSessionId()) && record.path("AsrStatus").asText().equals("NotExists"));
        return next(never ? closed(state, TEXT, "Tencent CCC has no text of this call's recording.") : state, List.of());
    }

    private static boolean open(PostCallState state, Question question) {
        return !over(state).has(question.operation) && (question != Question.FINDINGS || asksForFindings(state));
    }

    /** Whether the call was started with something to be read out of it. */
    private static boolean asksForFindings(PostCallState state) {
        StartCommand start = new StartCommand(state.agent(), Optional.of(state.session().channel()), Optional.of(state.session().sessionId()));
        return !CccTranslator.translate(start).call().body().path("ExtractConfig").isEmpty();
    }

    private static JsonNode over(PostCallState state) {
        return state.cursor().path("over");
    }

    private static boolean asked(PostCallState state, String operation) {
        return state.cursor().path("asked").valueStream().anyMatch(name -> name.asText().equals(operation));
    }

    private static PostCallState closed(PostCallState state, String operation, String why) {
        ObjectNode cursor = state.cursor().deepCopy();
        cursor.withObject("over").put(operation, why);
        return state.with(cursor);
    }

    private static PostCallStep ask(PostCallState state, String operation, ObjectNode body, List<VendorEvent> told) {
        ObjectNode cursor = state.cursor().deepCopy();
        cursor.withArray("asked").add(operation);
        return new PostCallStep.Call(new VendorCall(operation, body), state.with(cursor), told);
    }

    private static ObjectNode one(PostCallState state) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        return body.put("SessionId", state.session().vendorSessionId());
    }

    private static ObjectNode within(PostCallState state) {
        return one(state).put("StartTime", state.times().sentAt().minus(SLACK).getEpochSecond())
                .put("EndTime", state.times().endedAt().plus(SLACK).getEpochSecond());
    }

    private static Duration since(PostCallState state) {
        return Duration.between(state.times().endedAt(), state.times().now());
    }

    /** A quarter of the time since the end, 2 to 60 seconds. */
    private static Duration pause(PostCallState state) {
        return Duration.ofSeconds(Math.clamp(since(state).toSeconds() / 4, 2, 60));
    }
}
