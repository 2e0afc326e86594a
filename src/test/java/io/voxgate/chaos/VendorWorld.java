package io.voxgate.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.chaos.ChaosHistory.TaskTimes;
import io.voxgate.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The three vendors as their documents have them: each start begins a task, TRTC and Alibaba know a start again by our
 * session's id, CCC dials each time. It takes every signature.
 */
final class VendorWorld {
    /** A TRTC task that ended is still told of for so long; then nobody knows it. */
    private static final long TRTC_REMEMBERS_MS = 1000;

    private static final long RINGING_MS = 1000;
    private static final long RECORD_AFTER_MS = 2000;

    private final TaskLedger ledger;
    private final LongSupplier clock;
    private final Consumer<Task> begun;
    private final Consumer<Task> ended;
    private final Map<String, String> apps = new ConcurrentHashMap<>();

    /** @param begun is told of each task that begins; ended: of each that was stopped */
    VendorWorld(TaskLedger ledger, LongSupplier clock, Consumer<Task> begun, Consumer<Task> ended) {
        this.ledger = ledger;
        this.clock = clock;
        this.begun = begun;
        this.ended = ended;
    }

    VendorAnswer perform(VendorRequest request) {
        return perform(request, false);
    }

    /** @param late nobody waits for the answer any more */
    VendorAnswer perform(VendorRequest request, boolean late) {
        return switch (request.action()) {
            case "StartAIConversation" -> startConversation(request, late);
            case "DescribeAIConversation" -> describeConversation(request);
            case "StopAIConversation" ->
                stop(
                        request.text("TaskId"),
                        VendorAnswer.tencentError("FailedOperation.TaskNotExist"),
                        VendorAnswer.tencent(Json.object()));
            case "CreateAICall" -> dial(request, late);
            case "DescribeTelSession" -> describeCall(request.text("SessionId"));
            case "DescribePSTNActiveSessionList" -> activeCalls(request);
            case "DescribeTelCdr" -> records(request);
            case "HangUpCall" ->
                stop(
                        request.text("SessionId"),
                        VendorAnswer.tencentError("FailedOperation.SessionNotExists"),
                        VendorAnswer.tencent(Json.object()));
            case "StartAgent" -> startAgent(request, late);
            case "GetAgent" -> agent(request.text("TaskId"));
            case "StopAgent" ->
                stop(
                        request.text("TaskId"),
                        VendorAnswer.alibabaError(404, "NotFound"),
                        VendorAnswer.alibaba(Json.object()));
            // Words, findings and measures of a call: there are none.
            case "DescribeTelRecordAsr" -> VendorAnswer.tencentError("InvalidParameterValue.RecordNotExist");
            case "DescribeAICallInteractionRecords" ->
                VendorAnswer.tencent(Json.object().set("InteractionEventList", Json.array()));
            case "DescribeAICallExtractResult" ->
                VendorAnswer.tencent(Json.object().set("ResultList", Json.array()));
            case "DescribeAILatency" -> VendorAnswer.tencent(Json.object().set("AILatencyDetail", Json.array()));
            default -> VendorAnswer.tencentError("InvalidAction");
        };
    }

    private synchronized VendorAnswer startConversation(VendorRequest request, boolean late) {
        String session = request.text("SessionId");
        if (ledger.latest(task -> task.session().equals(session) && task.ended() == 0)
                .isPresent()) {
            return VendorAnswer.tencentError("FailedOperation.TaskExist");
        }
        String handle = "trtc-" + UUID.randomUUID();
        begin(new Task(ChaosVendor.TRTC, handle, request.marker(), session, request.text("RoomId"), late, now()));
        return VendorAnswer.tencent(Json.object().put("TaskId", handle));
    }

    private synchronized VendorAnswer startAgent(VendorRequest request, boolean late) {
        String session = request.text("TaskId");
        if (ledger.task(session).isPresent()) {
            return VendorAnswer.alibabaError(400, "ParameterError");
        }
        begin(new Task(
                ChaosVendor.ALIBABA, session, request.marker(), session, request.text("ChannelId"), late, now()));
        return VendorAnswer.alibaba(Json.object());
    }

    private VendorAnswer dial(VendorRequest request, boolean late) {
        String handle = UUID.randomUUID().toString().replace("-", "");
        apps.put(handle, request.text("SdkAppId"));
        begin(new Task(ChaosVendor.CCC, handle, request.marker(), "", request.text("Callee"), late, now()));
        return VendorAnswer.tencent(Json.object().put("SessionId", handle));
    }

    private TaskTimes now() {
        return new TaskTimes(clock.getAsLong(), 0, 0);
    }

    private void begin(Task task) {
        ledger.begin(task);
        begun.accept(task);
    }

    private VendorAnswer stop(String handle, VendorAnswer gone, VendorAnswer done) {
        if (ledger.task(handle).isEmpty()) {
            return gone;
        }
        long now = clock.getAsLong();
        ledger.stopAsked(handle, now);
        if (!ledger.end(handle, now)) {
            return gone;
        }
        ended.accept(ledger.task(handle).orElseThrow());
        return done;
    }

    private VendorAnswer describeConversation(VendorRequest request) {
        String handle = request.text("TaskId");
        Optional<Task> found = handle.isEmpty()
                ? ledger.latest(task -> task.session().equals(request.text("SessionId")))
                : ledger.task(handle);
        return found.filter(task -> task.ended() == 0 || clock.getAsLong() - task.ended() < TRTC_REMEMBERS_MS)
                .map(task -> VendorAnswer.tencent(Json.object()
                        .put("TaskId", task.handle())
                        .put("SessionId", task.session())
                        .put("Status", task.ended() == 0 ? "InProgress" : "Stopped")
                        .put("StartTime", Long.toString(task.begun()))))
                .orElseGet(() -> VendorAnswer.tencentError("FailedOperation.TaskNotExist"));
    }

    private VendorAnswer agent(String handle) {
        return ledger.task(handle)
                .map(task -> {
                    ObjectNode answer = Json.object()
                            .put("Status", task.ended() == 0 ? 2 : 4)
                            .put("StartTime", task.begun());
                    if (task.ended() != 0) {
                        answer.put("StopTime", task.ended());
                    }
                    return VendorAnswer.alibaba(answer);
                })
                .orElseGet(() -> VendorAnswer.alibabaError(404, "NotFound"));
    }

    private VendorAnswer describeCall(String handle) {
        return ledger.task(handle)
                .map(task -> VendorAnswer.tencent(Json.object().set("Session", call(task))))
                .orElseGet(() -> VendorAnswer.tencentError("FailedOperation.SessionNotExists"));
    }

    private ObjectNode call(Task task) {
        boolean ringing = clock.getAsLong() - task.begun() < RINGING_MS;
        ObjectNode call = Json.object()
                .put("SessionID", task.handle())
                .put("Caller", ChaosAgents.CALLER)
                .put("Callee", task.place())
                .put("Direction", 1);
        call.put("SessionStatus", task.ended() != 0 ? "finished" : ringing ? "ringing" : "inProgress")
                .put("StartTimestamp", task.begun() / 1000);
        return ringing ? call : call.put("AcceptTimestamp", (task.begun() + RINGING_MS) / 1000);
    }

    /** A contact center tells of its own calls only. */
    private boolean ofApp(Task task, VendorRequest request) {
        return request.text("SdkAppId").equals(apps.get(task.handle()));
    }

    private VendorAnswer activeCalls(VendorRequest request) {
        List<Task> active = ledger.all(task -> ofApp(task, request) && task.ended() == 0);
        ArrayNode page = Json.array();
        active.stream()
                .skip(request.body().path("Offset").asLong())
                .limit(request.body().path("Limit").asLong())
                .forEach(task -> page.add(call(task)));
        return VendorAnswer.tencent(Json.object().put("Total", active.size()).set("Sessions", page));
    }

    private VendorAnswer records(VendorRequest request) {
        List<String> ids = request.body()
                .path("SessionIds")
                .valueStream()
                .map(id -> id.asText())
                .toList();
        List<String> phones = request.body()
                .path("Phones")
                .valueStream()
                .map(phone -> phone.asText())
                .toList();
        long from = request.body().path("StartTimeStamp").asLong() * 1000;
        long until = request.body().path("EndTimeStamp").asLong() * 1000;
        List<Task> records = ledger.all(task -> ofApp(task, request)
                && task.ended() != 0
                && clock.getAsLong() - task.ended() > RECORD_AFTER_MS
                && task.begun() >= from
                && task.begun() <= until
                && (ids.isEmpty() || ids.contains(task.handle()))
                && (phones.isEmpty() || phones.contains(task.place())));
        int size = request.body().path("PageSize").asInt(20);
        ArrayNode page = Json.array();
        records.stream()
                .skip((long) size * request.body().path("PageNumber").asInt())
                .limit(size)
                .forEach(task -> page.add(record(task)));
        return VendorAnswer.tencent(
                Json.object().put("TotalCount", records.size()).set("TelCdrList", page));
    }

    /** A call's record, as it is pushed too. */
    static ObjectNode record(Task task) {
        boolean answered = task.ended() - task.begun() > RINGING_MS;
        ObjectNode record = Json.object()
                .put("SessionId", task.handle())
                .put("Caller", ChaosAgents.CALLER)
                .put("Callee", task.place())
                .put("Direction", 1);
        record.put("Time", task.begun() / 1000)
                .put("StartTimestamp", task.begun() / 1000)
                .put("EndedTimestamp", task.ended() / 1000);
        record.put("EndStatus", answered ? 1 : 220).put("HungUpSide", task.stopAsked() == 0 ? "user" : "system");
        return answered ? record.put("AcceptTimestamp", (task.begun() + RINGING_MS) / 1000) : record;
    }
}
