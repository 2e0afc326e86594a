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
import io.voxgate.model.EventData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What CCC reports of a call that is over: its rounds, and where it has none the text of its recording and how long
 * each part of a round took; what was read out of it. Words and times come from one source only. Each is asked for
 * until it is there or will not come; a call that was not answered has none of it. The vendor does not say how long it
 * takes.
 */
final class CccPostCall {
    /**
     * @see <a href="https://cloud.tencent.com/document/api/679/111941">DescribeTelRecordAsr, read 29 November 2026</a>
     */
    static final String TEXT = "DescribeTelRecordAsr";

    /**
     * @see <a href="https://cloud.tencent.com/document/api/679/115941">DescribeAICallExtractResult, read 29 November
     *     2026</a>
     */
    static final String EXTRACTION = "DescribeAICallExtractResult";

    /** @see <a href="https://cloud.tencent.com/document/api/679/117857">DescribeAILatency, read 29 November 2026</a> */
    static final String LATENCY = "DescribeAILatency";

    private static final String RECORD = CccLookup.RECORDS;
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** Before this time after the end the last round may not be written down yet. */
    static final Duration SETTLED = Duration.ofSeconds(3);

    /** From then on the recording's text is asked for as well: rounds that are kept at all should be there. */
    static final Duration FALLBACK = Duration.ofSeconds(10);

    private static final Duration ROUNDS_TIMEOUT = Duration.ofSeconds(30);
    private static final String BY_ROUNDS = "rounds";

    /** Until when after the end each may be expected. */
    private enum Question {
        ROUNDS(CccRounds.OPERATION, Duration.ofMinutes(30)),
        WORDS(TEXT, Duration.ofMinutes(30)),
        FINDINGS(EXTRACTION, Duration.ofMinutes(15)),
        TIMES(LATENCY, Duration.ofMinutes(3));

        private final String operation;
        private final Duration timeout;

        Question(String operation, Duration timeout) {
            this.operation = operation;
            this.timeout = timeout;
        }
    }

    private CccPostCall() {}

    static PostCallStep step(PostCallState state, Optional<HttpReply> reply) {
        if (state.times().beganAt().isEmpty()) {
            return new PostCallStep.Done(List.of(), Optional.empty());
        }
        if (reply.isEmpty()) {
            ObjectNode cursor = Json.object();
            cursor.set(
                    "over",
                    state.cursor().path("over").isObject() ? state.cursor().get("over") : Json.object());
            cursor.put(BY_ROUNDS, byRounds(state));
            return next(state.with(cursor), List.of());
        }
        TencentReply read = TencentReply.of(CccApi.ID, reply.get());
        String asked = state.cursor()
                .path("asked")
                .path(state.cursor().path("asked").size() - 1)
                .asText();
        return asked.equals(RECORD) ? record(state, read) : answer(state, asked, read);
    }

    /** The first question that is open and was not asked in this round; without one the round is over. */
    private static PostCallStep next(PostCallState state, List<VendorEvent> events) {
        for (Question question : Question.values()) {
            if (open(state, question) && due(state, question) && !asked(state, question.operation)) {
                boolean whole = question == Question.WORDS || question == Question.ROUNDS;
                return ask(state, question.operation, whole ? one(state) : within(state), events);
            }
        }
        if (open(state, Question.WORDS)
                && due(state, Question.WORDS)
                && since(state).compareTo(CccLookup.RECORD_DELAY) > 0
                && !asked(state, RECORD)) {
            return ask(
                    state,
                    RECORD,
                    CccLookup.ofOne(
                            state.session().vendorSessionId(),
                            state.times().sentAt(),
                            state.times().now()),
                    events);
        }
        if (List.of(Question.values()).stream().noneMatch(question -> open(state, question))) {
            return new PostCallStep.Done(
                    events,
                    Optional.of(over(state)
                                    .path(byRounds(state) ? CccRounds.OPERATION : TEXT)
                                    .asText())
                            .filter(why -> !why.isEmpty()));
        }
        return new PostCallStep.Later(pause(state), memory(state), events);
    }

    private static ObjectNode memory(PostCallState state) {
        ObjectNode memory = Json.object();
        memory.set("over", over(state));
        return memory.put(BY_ROUNDS, byRounds(state));
    }

    /** Whether the words that are reported come from the rounds: of while the call ran, or of after it. */
    private static boolean byRounds(PostCallState state) {
        return state.cursor().path(BY_ROUNDS).asBoolean()
                || (state.transcriptReported() && !over(state).has(TEXT));
    }

    private static PostCallStep answer(PostCallState state, String operation, TencentReply reply) {
        List<VendorEvent> events =
                reply instanceof TencentReply.Success success ? read(state, operation, success.response()) : List.of();
        if (operation.equals(CccRounds.OPERATION)) {
            return rounds(state, reply, events);
        }
        if (!events.isEmpty()) {
            PostCallState answered = closed(state, operation, "");
            return next(operation.equals(TEXT) ? closed(answered, CccRounds.OPERATION, "") : answered, events);
        }
        Question question = List.of(Question.values()).stream()
                .filter(known -> known.operation.equals(operation))
                .findFirst()
                .orElseThrow();
        return next(
                since(state).compareTo(question.timeout) > 0 ? closed(state, operation, why(reply, question)) : state,
                events);
    }

    /**
     * Rounds that are there make the recording's text and the other question for times needless; those that stay away
     * leave it to them.
     */
    private static PostCallStep rounds(PostCallState state, TencentReply reply, List<VendorEvent> events) {
        if (!events.isEmpty()) {
            PostCallState answered = answeredByRounds(closed(state, CccRounds.OPERATION, ""));
            return next(
                    events.stream().anyMatch(event -> event.data() instanceof EventData.MetricRecorded)
                            ? closed(answered, LATENCY, "")
                            : answered,
                    events);
        }
        boolean timedOut = since(state).compareTo(byRounds(state) ? Question.ROUNDS.timeout : ROUNDS_TIMEOUT) > 0;
        if (!timedOut) {
            return next(state, events);
        }
        // What was reported while the call ran may have its times with it.
        return byRounds(state)
                ? next(closed(closed(state, LATENCY, ""), CccRounds.OPERATION, why(reply, Question.ROUNDS)), events)
                : next(closed(state, CccRounds.OPERATION, ""), events);
    }

    private static PostCallState answeredByRounds(PostCallState state) {
        return state.with(state.cursor().deepCopy().put(BY_ROUNDS, true));
    }

    private static List<VendorEvent> read(PostCallState state, String operation, JsonNode response) {
        return switch (operation) {
            case CccRounds.OPERATION ->
                CccRounds.all(
                        new CccRounds.Call(
                                state.session().vendorSessionId(),
                                state.times().beganAt().orElseThrow()),
                        response);
            case TEXT -> CccResults.words(state, response);
            case EXTRACTION -> CccResults.findings(state, response);
            default -> CccResults.times(state, response);
        };
    }

    private static String why(TencentReply reply, Question question) {
        String answer = switch (reply) {
            case TencentReply.Success _ -> "it had none";
            case TencentReply.Failure failure ->
                "it answered " + failure.error().code();
            case TencentReply.Broken _ -> "its answer could not be read";
        };
        String wanted = question == Question.ROUNDS ? "the last rounds" : "the recording's text";
        return "Tencent CCC was asked for " + wanted + " until " + question.timeout.toMinutes()
                + " minutes after the call; " + answer + ".";
    }

    /** The record says whether the text is still being made. */
    private static PostCallStep record(PostCallState state, TencentReply reply) {
        boolean never = reply instanceof TencentReply.Success success
                && CccEnds.records(success.response()).stream()
                        .anyMatch(record -> record.path("SessionId")
                                        .asText()
                                        .equals(state.session().vendorSessionId())
                                && record.path("AsrStatus").asText().equals("NotExists"));
        return next(
                never ? closed(state, TEXT, "Tencent CCC has no text of this call's recording.") : state, List.of());
    }

    private static boolean open(PostCallState state, Question question) {
        return !over(state).has(question.operation)
                && switch (question) {
                    case WORDS -> !byRounds(state);
                    case FINDINGS -> asksForFindings(state);
                    case ROUNDS, TIMES -> true;
                };
    }

    /** Whether it is time for an open question. */
    private static boolean due(PostCallState state, Question question) {
        boolean roundsOver = over(state).has(CccRounds.OPERATION);
        return switch (question) {
            case ROUNDS -> since(state).compareTo(SETTLED) >= 0;
            case WORDS -> roundsOver || since(state).compareTo(FALLBACK) >= 0;
            case TIMES -> roundsOver;
            case FINDINGS -> true;
        };
    }

    /** Whether the call was started with something to be read out of it. */
    private static boolean asksForFindings(PostCallState state) {
        StartCommand start = new StartCommand(
                state.agent(),
                Optional.of(state.session().channel()),
                Optional.of(state.session().sessionId()));
        return !CccTranslator.translate(start)
                .call()
                .body()
                .path("ExtractConfig")
                .isEmpty();
    }

    private static JsonNode over(PostCallState state) {
        return state.cursor().path("over");
    }

    private static boolean asked(PostCallState state, String operation) {
        return state.cursor()
                .path("asked")
                .valueStream()
                .anyMatch(name -> name.asText().equals(operation));
    }

    private static PostCallState closed(PostCallState state, String operation, String why) {
        ObjectNode cursor = state.cursor().deepCopy();
        cursor.withObject("over").put(operation, why);
        return state.with(cursor);
    }

    private static PostCallStep ask(PostCallState state, String operation, ObjectNode body, List<VendorEvent> events) {
        ObjectNode cursor = state.cursor().deepCopy();
        cursor.withArray("asked").add(operation);
        return new PostCallStep.Call(new VendorCall(operation, body), state.with(cursor), events);
    }

    private static ObjectNode one(PostCallState state) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        return body.put("SessionId", state.session().vendorSessionId());
    }

    private static ObjectNode within(PostCallState state) {
        return one(state)
                .put("StartTime", state.times().sentAt().minus(SLACK).getEpochSecond())
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
