package io.voxgate.session.diagnosis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.SessionDiagnosis;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.diagnosis.SessionRecords.RecordedState;
import io.voxgate.session.diagnosis.SessionRecords.RecordedVendor;
import io.voxgate.session.diagnosis.SessionRecords.StartRecord;
import io.voxgate.tck.AllAdapters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a session, written down second by second; the start is sent at second 0. */
final class PlayedSession {
    private static final Instant START = Instant.parse("2026-11-29T09:00:00Z");
    private static final AdapterRegistry ADAPTERS = new AdapterRegistry(AllAdapters.all());

    private final VendorAdapter adapter;
    private final List<RecordedEvent> events = new ArrayList<>();
    private ObjectNode agent = (ObjectNode) Json.parse("""
            {"greeting": {"mode": "static", "text": "Hello"},
             "llm": {"protocol": "openai", "url": "https://api.openai.com/v1", "model": "m", "credentialRef": "llm"}}""").orElseThrow();
    private SessionStatus status = SessionStatus.STARTING;
    private StartRecord start = StartRecord.ACCEPTED;
    private @Nullable SessionEnd end;
    private @Nullable VendorError refusal;
    private List<String> notCarried = List.of();
    private boolean believed = true;
    private boolean whole = true;

    private PlayedSession(String vendor) {
        this.adapter = ADAPTERS.get(vendor);
    }

    static PlayedSession at(String vendor) {
        return new PlayedSession(vendor);
    }

    PlayedSession agent(String json) {
        agent = (ObjectNode) Json.parse(json).orElseThrow();
        return this;
    }

    /** What the vendor told. */
    PlayedSession event(double second, String type, String data) {
        return event(second, type, data, true);
    }

    /** What Voxgate found out by asking. */
    PlayedSession foundOut(double second, String type) {
        return event(second, type, "{}", false);
    }

    private PlayedSession event(double second, String type, String data, boolean byVendor) {
        Instant at = START.plusMillis((long) (second * 1000));
        ObjectNode tree = (ObjectNode) Json.parse(data).orElseThrow();
        events.add(new RecordedEvent("evt_" + (events.size() + 1), type, at, at, tree, byVendor));
        if (type.equals("session.started")) {
            status = SessionStatus.ACTIVE;
        }
        return this;
    }

    PlayedSession up(double second) {
        return event(second, "session.started", "{}").event(second + 0.2, "session.ready", "{}");
    }

    PlayedSession userSays(double second) {
        return event(second, "user.speechStarted", "{}")
                .event(second + 1, "transcript.added", "{\"role\": \"user\", \"text\": \"Hi\"}");
    }

    PlayedSession modelSays(double second) {
        return event(second, "transcript.added", "{\"role\": \"agent\", \"text\": \"Yes\"}");
    }

    PlayedSession spoken(double second) {
        return event(second, "agent.speechFinished", "{\"text\": \"Hello\"}");
    }

    PlayedSession fault(double second, String component, String code, String message) {
        ObjectNode data =
                Json.object().put("component", component).put("code", code).put("message", message);
        return event(second, "error.reported", Json.write(data));
    }

    PlayedSession ended(EndReason reason, EndedBy by, @Nullable String code) {
        end = SessionEnd.of(reason, by, code);
        status = SessionStatus.ENDED;
        return this;
    }

    PlayedSession failed(EndReason reason, @Nullable String code) {
        end = SessionEnd.of(reason, EndedBy.VENDOR, code);
        status = SessionStatus.FAILED;
        return this;
    }

    PlayedSession refused(String code, String message) {
        start = StartRecord.REFUSED;
        refusal = new VendorError(adapter.info().id(), code, message, null);
        return failed(EndReason.VENDOR_ERROR, code);
    }

    PlayedSession notSent() {
        start = StartRecord.REFUSED;
        return failed(EndReason.VENDOR_ERROR, null);
    }

    PlayedSession status(SessionStatus now) {
        status = now;
        return this;
    }

    PlayedSession start(StartRecord outcome) {
        start = outcome;
        return this;
    }

    PlayedSession notCarried(String path) {
        notCarried = List.of(path);
        return this;
    }

    PlayedSession withoutItsWords() {
        whole = false;
        return this;
    }

    PlayedSession withoutCallbackSecret() {
        believed = false;
        return this;
    }

    SessionRecords records(double second) {
        return new SessionRecords(
                new RecordedState(
                        status,
                        start,
                        adapter.info().channels().contains("phone"),
                        START,
                        Optional.ofNullable(end),
                        Optional.ofNullable(refusal),
                        notCarried),
                new RecordedVendor(adapter.info(), adapter.records(), believed),
                Optional.of(Json.MAPPER.convertValue(agent, Agent.class)),
                events,
                whole,
                START.plusMillis((long) (second * 1000)));
    }

    SessionDiagnosis diagnosedAt(double second) {
        return DiagnosisRules.diagnose(records(second));
    }

    /** When it would count as stalled, in seconds since the start. */
    Optional<Double> stalledAt(double second) {
        return DiagnosisRules.stalledAt(records(second)).map(at -> (at.toEpochMilli() - START.toEpochMilli()) / 1000.0);
    }
}
