package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.tencent.TencentReply;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The search for a call whose start was never answered: every page of the active calls, then every page of the call
 * records. It is ours when callee and caller match, it began no earlier than 5 s before our start and no later than a
 * minute after it, and it is no other session's. Where several sessions to one number are open, a call that began in
 * the time of one of them only is its own; of others the first call is the first session's, and so on; where there are
 * not as many calls as sessions that may have begun them, it cannot be decided which.
 */
final class CccSearch {
    private static final Duration EARLIER = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(1);

    /**
     * The vendor may be slow to carry out what it was sent; a call that began later than this was made for something
     * else.
     */
    private static final Duration BEGINS_WITHIN = Duration.ofMinutes(1);

    private static final Comparator<Map.Entry<String, JsonNode>> IN_TURN =
            Comparator.<Map.Entry<String, JsonNode>, Instant>comparing(
                            call -> began(call.getValue()).orElse(Instant.MAX))
                    .thenComparing(Map.Entry::getKey);
    private static final int ACTIVE_PAGE = 25;
    private static final int RECORD_PAGE = 100;

    private CccSearch() {}

    static LookupStep step(LookupState state, Optional<HttpReply> reply) {
        if (!(state.channel() instanceof Channel.Phone phone)) {
            return new LookupStep.Absent();
        }
        if (reply.isEmpty()) {
            return begin(state, phone);
        }
        return switch (TencentReply.of(CccApi.ID, reply.get())) {
            case TencentReply.Success success ->
                inRecords(state) ? records(state, phone, success.response()) : active(state, phone, success.response());
            case TencentReply.Failure failure
            when failure.error().code().equals(CccErrors.RECORD_NOT_EXIST) && inRecords(state) -> decide(state);
            case TencentReply.Failure failure ->
                CccLookup.later(state, "The vendor answered " + failure.error().code() + ".");
            case TencentReply.Broken broken -> CccLookup.later(state, broken.why());
        };
    }

    /** From the first page, or from the page at which the look-up before ran out of time. */
    private static LookupStep begin(LookupState state, Channel.Phone phone) {
        int page = state.cursor().path("page").asInt();
        LookupState still = stillFree(state);
        return switch (state.cursor().path("phase").asText()) {
            case "active" -> active(still, page);
            case "records" -> records(still, phone, page);
            default -> active(state.with(CccLookup.remembered(state)), 0);
        };
    }

    /** What was found before and is another session's by now is not ours. */
    private static LookupState stillFree(LookupState state) {
        ObjectNode cursor = state.cursor().deepCopy();
        cursor.withObject("found").remove(state.taken());
        return state.with(cursor);
    }

    private static boolean inRecords(LookupState state) {
        return state.cursor().path("phase").asText().equals("records");
    }

    private static LookupStep active(LookupState state, int offset) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        body.put("Offset", offset).put("Limit", ACTIVE_PAGE);
        return new LookupStep.Call(new VendorCall(CccActive.LIST, body), at(state, "active", offset));
    }

    private static LookupStep active(LookupState state, Channel.Phone phone, JsonNode answer) {
        JsonNode sessions = answer.path("Sessions");
        LookupState more = collect(state, phone, sessions, "SessionID");
        int next = state.cursor().path("page").asInt() + ACTIVE_PAGE;
        return !sessions.isEmpty() && next < answer.path("Total").asInt()
                ? active(more, next)
                : records(more, phone, 0);
    }

    private static LookupStep records(LookupState state, Channel.Phone phone, int page) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        body.put("StartTimeStamp", state.startedAt().minus(EARLIER).getEpochSecond());
        body.put("EndTimeStamp", state.now().plus(LATER).getEpochSecond());
        body.put("PageSize", RECORD_PAGE).put("PageNumber", page);
        ArrayNode phones = body.putArray("Phones");
        CccNumbers.spellings(phone.to()).forEach(phones::add);
        return new LookupStep.Call(new VendorCall(CccLookup.RECORDS, body), at(state, "records", page));
    }

    private static LookupStep records(LookupState state, Channel.Phone phone, JsonNode answer) {
        List<JsonNode> records = CccEnds.records(answer);
        LookupState more = collect(state, phone, records, "SessionId");
        int next = state.cursor().path("page").asInt() + 1;
        return !records.isEmpty()
                        && next * RECORD_PAGE < answer.path("TotalCount").asInt()
                ? records(more, phone, next)
                : decide(more);
    }

    private static LookupState at(LookupState state, String phase, int page) {
        return state.with(state.cursor().deepCopy().put("phase", phase).put("page", page));
    }

    private static LookupState collect(
            LookupState state, Channel.Phone phone, Iterable<JsonNode> calls, String idName) {
        ObjectNode cursor = state.cursor().deepCopy();
        ObjectNode found = cursor.withObject("found");
        calls.forEach(call -> {
            String id = call.path(idName).asText();
            if (!id.isEmpty()
                    && !state.taken().contains(id)
                    && CccNumbers.matches(phone, call)
                    && outgoing(call)
                    && !call.path("SessionStatus").asText().equals("finished")
                    && inTime(state, call)) {
                found.set(id, call);
            }
        });
        return state.with(cursor);
    }

    private static boolean outgoing(JsonNode call) {
        return call.path("Direction").asInt(1) == 1;
    }

    private static boolean inTime(LookupState state, JsonNode call) {
        return mayHaveBegun(state.startedAt(), call);
    }

    private static boolean mayHaveBegun(Instant sent, JsonNode call) {
        return began(call)
                .map(at -> !at.isBefore(sent.minus(EARLIER)) && !at.isAfter(sent.plus(BEGINS_WITHIN)))
                .orElse(true);
    }

    private static Optional<Instant> began(JsonNode call) {
        return Stream.of("StartTimestamp", "RingTimestamp", "AcceptTimestamp", "Time")
                .flatMap(name -> CccEnds.time(call, name).stream())
                .findFirst();
    }

    private static LookupStep decide(LookupState state) {
        List<Map.Entry<String, JsonNode>> found =
                state.cursor().path("found").propertyStream().sorted(IN_TURN).toList();
        List<Map.Entry<String, JsonNode>> onlyOurs = found.stream()
                .filter(call -> begunBy(state.otherStarts().earlier(), List.of(call))
                                + begunBy(state.otherStarts().later(), List.of(call))
                        == 0)
                .toList();
        if (onlyOurs.size() == 1) {
            return found(onlyOurs.getFirst());
        }
        int earlier = begunBy(state.otherStarts().earlier(), found);
        if (found.size() == earlier + 1 + begunBy(state.otherStarts().later(), found)) {
            return found(found.get(earlier));
        }
        if (!found.isEmpty()) {
            return new LookupStep.Undecided(
                    found.stream().map(Map.Entry::getKey).toList(),
                    found.stream()
                            .filter(call -> !isRecord(call.getValue()))
                            .map(Map.Entry::getKey)
                            .toList());
        }
        return absent(state);
    }

    /**
     * A call that is over has left the one list long before it comes to the other: there was none only when both have
     * been without it for so long.
     */
    private static LookupStep absent(LookupState state) {
        LookupState missing = CccLookup.missing(state);
        Duration wouldBeThere = Duration.ofMillis(state.ringLimitMs()).plus(CccLookup.RECORD_DELAY);
        return state.now().isAfter(state.startedAt().plus(wouldBeThere))
                        && CccLookup.missingFor(missing, CccLookup.RECORD_DELAY)
                ? new LookupStep.Absent()
                : CccLookup.later(missing, "The vendor knows no such call yet.");
    }

    /** How many of the sessions that were sent then may have begun one of the calls. */
    private static int begunBy(List<Instant> sent, List<Map.Entry<String, JsonNode>> calls) {
        return (int) sent.stream()
                .filter(at -> calls.stream().anyMatch(call -> mayHaveBegun(at, call.getValue())))
                .count();
    }

    private static LookupStep found(Map.Entry<String, JsonNode> found) {
        JsonNode call = found.getValue();
        return new LookupStep.Found(
                isRecord(call)
                        ? CccLookup.ended(call)
                        : CccLookup.running(found.getKey(), call, CccLookup.status(call)));
    }

    /** The two lists write their ids differently. */
    private static boolean isRecord(JsonNode call) {
        return call.has("SessionId");
    }
}
