package io.voxgate.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorSession;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import io.voxgate.tck.AllAdapters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every reason of the contract for a session's end is what at least one vendor's documented code says; a reason that
 * nothing produces has to leave it.
 */
class EndReasonsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    /** Each documented code, and what comes of it through the adapters' own doors. */
    private static Map<EndReason, Set<String>> produced() {
        Map<EndReason, Set<String>> reasons = new EnumMap<>(EndReason.class);
        Stream.of(trtc(), ccc(), alibaba(), refusals(), unknownSession())
                .flatMap(List::stream)
                .forEach(told -> reasons.computeIfAbsent(told.reason(), _ -> new TreeSet<>())
                        .add(told.code()));
        return reasons;
    }

    private record ReportedEnd(String code, EndReason reason) {}

    /** LeaveCode of the callback 902: tencent-trtc.md; with and without anybody having spoken. */
    private static List<ReportedEnd> trtc() {
        return Stream.of("0", "1", "2", "99")
                .flatMap(code -> events(
                        "tencent-trtc",
                        Map.of(),
                        "{\"EventGroupId\":9,\"EventType\":902,\"EventInfo\":{\"TaskId\":\"t\",\"Payload\":{\"LeaveCode\":"
                                + code + "}}}",
                        "trtc LeaveCode " + code))
                .toList();
    }

    /** EndStatus and SysHangupReason of the record: tencent-ccc.md and the page 679/123938. */
    private static List<ReportedEnd> ccc() {
        Stream<String> statuses = IntStream.of(1, 100, 108, 202, 203, 205, 206, 209, 208, 220, 222)
                .mapToObj(status -> "\"EndStatus\":" + status);
        Stream<String> hangUps = IntStream.rangeClosed(225, 233)
                .mapToObj(reason -> "\"EndStatus\":1,\"HungUpSide\":\"system\",\"SysHangupReason\":" + reason);
        return Stream.concat(statuses, hangUps)
                .flatMap(fields -> events(
                        "tencent-ccc",
                        Map.of("action", "cdr"),
                        "{\"SessionId\":\"s1\"," + fields + "}",
                        "ccc " + fields))
                .toList();
    }

    private static Stream<ReportedEnd> events(String vendor, Map<String, String> query, String body, String code) {
        CallbackRequest callback = new CallbackRequest(query, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        return AllAdapters.named(vendor).events(callback).stream().flatMap(event -> switch (event.data()) {
            case EventData.Ended ended -> readings(code, ended.end());
            case EventData.Failed failed -> readings(code, failed.end());
            default -> Stream.empty();
        });
    }

    private static Stream<ReportedEnd> readings(String code, SessionEnd end) {
        return Stream.concat(
                Stream.of(new ReportedEnd(code, end.reason())),
                Stream.ofNullable(end.ifNobodySpoke()).map(unheard -> new ReportedEnd(code, unheard.reason())));
    }

    /** Status 4 and 5 of DescribeAgent: alibaba-rtc.md. */
    private static List<ReportedEnd> alibaba() {
        return Stream.of("4", "5")
                .flatMap(status -> asked(
                                        "alibaba-rtc",
                                        new Channel.Room("room", null, "user", null),
                                        "{\"RequestId\":\"r\",\"Status\":" + status + "}")
                                instanceof LookupStep.Found(VendorSession session)
                        ? session.end().stream().flatMap(end -> readings("alibaba status " + status, end))
                        : Stream.empty())
                .toList();
    }

    /** What a look-up says two days after the start when the vendor answers so, one answer after the other. */
    private static LookupStep asked(String vendor, Channel channel, String... answers) {
        VendorAdapter adapter = AllAdapters.named(vendor);
        LookupState state = new LookupState(
                "ses_1",
                Optional.of("s1"),
                channel,
                new LookupState.LookupTimes(NOW, NOW.plus(Duration.ofDays(2)), 60_000),
                LookupState.OtherSessions.NONE,
                Json.object());
        LookupStep step = adapter.lookup(state, Optional.empty());
        for (String answer : answers) {
            step = adapter.lookup(((LookupStep.Call) step).state(), Optional.of(HttpReply.json(200, answer)));
        }
        return step;
    }

    /** What a start that was refused ends with. */
    private static List<ReportedEnd> refusals() {
        VendorAdapter ccc = AllAdapters.named("tencent-ccc");
        return Stream.of(
                        "FailedOperation.NoCallOutNumber",
                        "FailedOperation.AILicenseHasExpired",
                        "RequestLimitExceeded")
                .flatMap(code -> ccc.read(
                                        new VendorCall("CreateAICall", Json.object()),
                                        HttpReply.json(
                                                200,
                                                "{\"Response\":{\"Error\":{\"Code\":\"" + code
                                                        + "\",\"Message\":\"m\"}}}"))
                                instanceof CallOutcome.Refused refused
                        ? Stream.of(new ReportedEnd("ccc " + code, VendorProblems.reason(refused.kind())))
                        : Stream.empty())
                .toList();
    }

    /**
     * FailedOperation.SessionNotExists, and no record long after: the session is lost, as {@code VendorFindings.lost}
     * writes it.
     */
    private static List<ReportedEnd> unknownSession() {
        LookupStep step = asked(
                "tencent-ccc",
                new Channel.Phone("+8613800000000", null),
                "{\"Response\":{\"Error\":{\"Code\":\"FailedOperation.SessionNotExists\",\"Message\":\"m\"}}}",
                "{\"Response\":{\"TotalCount\":0,\"TelCdrs\":[]}}");
        return step instanceof LookupStep.Absent
                ? List.of(new ReportedEnd("ccc FailedOperation.SessionNotExists", EndReason.LOST))
                : List.of();
    }

    private static Set<EndReason> missing(Map<EndReason, Set<String>> produced, Set<EndReason> contract) {
        Set<EndReason> missing = EnumSet.copyOf(contract);
        missing.removeAll(produced.keySet());
        return missing;
    }

    @Test
    void everyReasonOfTheContractHasACodeOfAVendor() {
        assertThat(missing(produced(), EnumSet.allOf(EndReason.class)))
                .as("Reasons that no vendor's documented code produces")
                .isEmpty();
    }

    /** Without the page 679/123938 five reasons have no source, and the check above says which. */
    @Test
    void aReasonWithoutACodeIsFound() {
        Map<EndReason, Set<String>> without = produced();
        without.values().forEach(codes -> codes.removeIf(code -> code.contains("SysHangupReason")));
        without.values().removeIf(Set::isEmpty);

        assertThat(missing(without, EnumSet.allOf(EndReason.class)))
                .containsExactlyInAnyOrder(
                        EndReason.SILENCE,
                        EndReason.MAX_DURATION,
                        EndReason.LLM_ERROR,
                        EndReason.STT_ERROR,
                        EndReason.TTS_ERROR);
    }
}
