package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorSession;
import io.voxgate.adapter.tencent.TencentReply;
import io.voxgate.json.Json;
import io.voxgate.model.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a call of a known SessionId stands: the session, then, when it is over, its record. A finished call is looked for
 * among the records until they would be there by now; since when it has been missing is remembered from look-up to
 * look-up.
 */
final class CccLookup {
    /**
     * @see <a href="https://www.tencentcloud.com/document/api/1229/59763">DescribeTelSession, read 29 November 2026</a>
     */
    static final String SESSION = "DescribeTelSession";

    /** @see <a href="https://cloud.tencent.com/document/api/679/47714">DescribeTelCdr, read 29 November 2026</a> */
    static final String RECORDS = "DescribeTelCdr";

    /** How late a call's record may come. */
    static final Duration RECORD_DELAY = Duration.ofMinutes(3);

    private static final String MISSING_SINCE = "missingSince";

    /** The longest call that an agent can ask for; after that no record is waited for. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final Map<String, SessionStatus> STATUSES = Map.of(
            "ringing",
            SessionStatus.RINGING,
            "seatJoining",
            SessionStatus.STARTING,
            "inProgress",
            SessionStatus.ACTIVE);

    private CccLookup() {}

    static LookupStep step(LookupState state, Optional<HttpReply> reply) {
        if (state.vendorSessionId().isEmpty()) {
            return CccSearch.step(state, reply);
        }
        if (reply.isEmpty()) {
            return new LookupStep.Call(
                    CccCommands.call(SESSION, state.vendorSessionId().orElseThrow()), state.with(remembered(state)));
        }
        TencentReply read = TencentReply.of(CccApi.ID, reply.get());
        return state.cursor().path("phase").asText().equals("record") ? record(state, read) : session(state, read);
    }

    private static LookupStep session(LookupState state, TencentReply reply) {
        return switch (reply) {
            case TencentReply.Success success ->
                session(state, success.response().path("Session"));
            case TencentReply.Failure failure ->
                failure.error().code().equals(CccErrors.SESSION_NOT_EXISTS)
                        ? askForRecord(state, true)
                        : later(state, "The vendor answered " + failure.error().code() + ".");
            case TencentReply.Broken broken -> later(state, broken.why());
        };
    }

    private static LookupStep session(LookupState state, JsonNode session) {
        String word = session.path("SessionStatus").asText();
        SessionStatus status = STATUSES.get(word);
        if (status != null) {
            return new LookupStep.Found(running(state.vendorSessionId().orElseThrow(), session, status));
        }
        return word.isEmpty() || word.equals("finished")
                ? askForRecord(state, word.isEmpty())
                : later(state, "The vendor calls the session " + word + ".");
    }

    /** What is known of a call that is not over. */
    static VendorSession running(String sessionId, JsonNode session, SessionStatus status) {
        return new VendorSession(
                sessionId,
                status,
                CccEnds.time(session, "AcceptTimestamp").or(() -> CccEnds.time(session, "StartTimestamp")),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The status of a session in a list or a description; an unknown word is a call that rings or talks, so it is still
     * starting.
     */
    static SessionStatus status(JsonNode session) {
        return STATUSES.getOrDefault(session.path("SessionStatus").asText(), SessionStatus.STARTING);
    }

    private static LookupStep askForRecord(LookupState state, boolean gone) {
        ObjectNode cursor = state.cursor().deepCopy().put("phase", "record").put("gone", gone);
        ObjectNode question = ofOne(state.vendorSessionId().orElseThrow(), state.startedAt(), state.now());
        return new LookupStep.Call(new VendorCall(RECORDS, question), state.with(cursor));
    }

    /** The question for one call's record. */
    static ObjectNode ofOne(String sessionId, Instant startedAt, Instant now) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        body.put("StartTimeStamp", startedAt.minus(SLACK).getEpochSecond());
        body.put("EndTimeStamp", now.plus(SLACK).getEpochSecond());
        body.put("PageSize", 100).put("PageNumber", 0);
        body.putArray("SessionIds").add(sessionId);
        return body;
    }

    private static LookupStep record(LookupState state, TencentReply reply) {
        return switch (reply) {
            case TencentReply.Success success ->
                CccEnds.records(success.response()).stream()
                        .filter(record -> record.path("SessionId")
                                .asText()
                                .equals(state.vendorSessionId().orElseThrow()))
                        .findFirst()
                        .<LookupStep>map(record -> new LookupStep.Found(ended(record)))
                        .orElseGet(() -> noRecord(state));
            case TencentReply.Failure failure ->
                failure.error().code().equals(CccErrors.RECORD_NOT_EXIST)
                        ? noRecord(state)
                        : later(state, "The vendor answered " + failure.error().code() + ".");
            case TencentReply.Broken broken -> later(state, broken.why());
        };
    }

    /** A call as its record describes it. */
    static VendorSession ended(JsonNode record) {
        return new VendorSession(
                record.path("SessionId").asText(),
                SessionStatus.ENDED,
                CccEnds.time(record, "AcceptTimestamp"),
                CccEnds.time(record, "EndedTimestamp"),
                CccEnds.of(record));
    }

    private static LookupStep noRecord(LookupState state) {
        LookupState missing = missing(state);
        boolean inTime =
                state.now().isBefore(state.startedAt().plus(LONGEST_CALL).plus(RECORD_DELAY));
        if (inTime && !missingFor(missing, RECORD_DELAY)) {
            return later(missing, "The call is over, but its record is not there yet.");
        }
        return state.cursor().path("gone").asBoolean()
                ? new LookupStep.Absent()
                : new LookupStep.Found(new VendorSession(
                        state.vendorSessionId().orElseThrow(),
                        SessionStatus.ENDED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The same look-up, which remembers since when the call was in no list. */
    static LookupState missing(LookupState state) {
        ObjectNode cursor = state.cursor().deepCopy();
        return cursor.has(MISSING_SINCE)
                ? state
                : state.with(cursor.put(MISSING_SINCE, state.now().getEpochSecond()));
    }

    static boolean missingFor(LookupState state, Duration time) {
        return state.now().getEpochSecond() - state.cursor().path(MISSING_SINCE).asLong() >= time.toSeconds();
    }

    /** Begin again; what was remembered stays remembered. */
    static LookupStep later(LookupState state, String why) {
        return new LookupStep.Later(pause(state), why, remembered(state));
    }

    static ObjectNode remembered(LookupState state) {
        JsonNode since = state.cursor().path(MISSING_SINCE);
        ObjectNode memory = Json.object();
        if (since.isNumber()) {
            memory.set(MISSING_SINCE, since);
        }
        return memory;
    }

    /** A quarter of the time since our start, 2 to 60 seconds. */
    static Duration pause(LookupState state) {
        long quarter = Duration.between(state.startedAt(), state.now()).toSeconds() / 4;
        return Duration.ofSeconds(Math.clamp(quarter, 2, 60));
    }
}
