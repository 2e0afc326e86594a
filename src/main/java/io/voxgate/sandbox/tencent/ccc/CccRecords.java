package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.SandboxJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The lists: active calls by offset, call records by page. */
final class CccRecords {
    private static final int USUAL_PAGE = 20;

    private CccRecords() {}

    static ObjectNode active(ObjectNode query, List<CccCall> calls) {
        List<CccCall> running = calls.stream().filter(call -> !call.finished()).toList();
        ObjectNode answer = SandboxJson.object().put("Total", running.size());
        ArrayNode sessions = answer.putArray("Sessions");
        running.stream()
                .skip(query.path("Offset").asLong())
                .limit(query.path("Limit").asLong())
                .map(CccCall::active)
                .forEach(sessions::add);
        return answer;
    }

    /** What is wrong with the times asked for: within 180 days, and less than 90 days apart. */
    static Optional<String> wrongTimes(ObjectNode query, Instant now) {
        Instant from = Instant.ofEpochSecond(query.path("StartTimeStamp").asLong());
        Instant to = Instant.ofEpochSecond(query.path("EndTimeStamp").asLong());
        if (to.isBefore(from)) {
            return Optional.of("EndTimeStamp is before StartTimeStamp.");
        }
        if (from.isBefore(now.minus(Duration.ofDays(180)))) {
            return Optional.of("StartTimeStamp is more than 180 days ago.");
        }
        return Duration.between(from, to).compareTo(Duration.ofDays(90)) >= 0
                ? Optional.of("The times are 90 days apart or more.")
                : Optional.empty();
    }

    /** A record is there a second after the call has ended. */
    static ObjectNode records(ObjectNode query, List<CccCall> calls, Instant now) {
        List<CccCall> found = calls.stream()
                .filter(call -> call.endedAt()
                        .filter(ended -> !now.isBefore(ended.plus(CccCallbackWriter.RECORD_DELAY)))
                        .isPresent())
                .filter(call -> within(query, call.identity().startedAt().getEpochSecond()))
                .filter(call -> named(
                        query.path("Phones"),
                        call.identity().callee(),
                        call.identity().caller()))
                .filter(call -> named(query.path("SessionIds"), call.identity().sessionId()))
                .toList();
        long size = query.path("PageSize").asLong(USUAL_PAGE);
        ObjectNode answer = SandboxJson.object().put("TotalCount", found.size());
        ArrayNode records = answer.putArray("TelCdrs");
        found.stream()
                .skip(size * query.path("PageNumber").asLong(0))
                .limit(size)
                .map(call -> call.record(now))
                .forEach(records::add);
        // The name that newer SDKs read; the older one still comes.
        answer.set("TelCdrList", records);
        return answer;
    }

    private static boolean within(ObjectNode query, long second) {
        return second >= query.path("StartTimeStamp").asLong()
                && second <= query.path("EndTimeStamp").asLong();
    }

    /** An empty list asks for all. */
    private static boolean named(JsonNode list, String... names) {
        Set<String> wanted = list.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        return wanted.isEmpty() || List.of(names).stream().anyMatch(wanted::contains);
    }
}
