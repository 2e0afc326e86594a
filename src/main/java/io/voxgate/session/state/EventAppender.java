package io.voxgate.session.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.event.EventTable.NewEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import io.voxgate.session.store.SessionRow.EndColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes a session's events down as they come: numbers them, reads the end from all facts together, and corrects what
 * was said of the end when a later fact changes it. Pure apart from the ids it is given.
 */
final class EventAppender {
    private final Channel channel;
    private final Supplier<String> ids;
    private final List<NewEvent> written = new ArrayList<>();
    private SessionFacts facts;
    private int sequence;
    private Optional<EndColumns> reportedEnd;
    private Optional<Instant> startedAt;

    EventAppender(
            SessionFacts facts,
            Channel channel,
            int sequence,
            Optional<EndColumns> reportedEnd,
            Optional<Instant> startedAt,
            Supplier<String> ids) {
        this.facts = facts;
        this.channel = channel;
        this.sequence = sequence;
        this.reportedEnd = reportedEnd;
        this.startedAt = startedAt;
        this.ids = ids;
    }

    /**
     * Adds each event once; a step of the session's life that was taken before is recorded as a repetition.
     *
     * @param known the dedupe keys that are stored already, of those that arrived
     * @param taken the steps that are stored already, of those that arrived
     */
    void append(List<IncomingEvent> arrived, Set<String> known, Set<String> taken) {
        Set<String> keys = new HashSet<>(known);
        Set<String> steps = new HashSet<>(taken);
        for (IncomingEvent event : arrived) {
            if (keys.add(event.dedupeKey())) {
                if (!event.once() || steps.add(event.data().type())) {
                    add(event);
                } else {
                    addAgain(event);
                }
            }
        }
    }

    /**
     * A step that was reported before: by Voxgate's own look-up, or by another report of the vendor's. It may have a
     * better time; its own payload is kept.
     */
    private void addAgain(IncomingEvent event) {
        facts = facts.with(event.data(), event.happenedAt());
        if (event.data() instanceof EventData.Started) {
            began(event);
        }
        event.raw().ifPresent(raw -> restated(event, raw));
        correct(event);
    }

    void add(IncomingEvent event) {
        boolean over = facts.ending() != null;
        facts = facts.with(event.data(), event.happenedAt());
        switch (event.data()) {
            case EventData.Ended _, EventData.Failed _ -> idle(event);
            case EventData.Starting _, EventData.Ringing _, EventData.Ready _ -> write(event, event.data(), !over);
            case EventData.Started _ -> {
                began(event);
                write(event, event.data(), !over);
            }
            case EventData.TranscriptAdded said ->
                write(event, said.role() == null ? said.withRole(role(said)) : said, true);
            case EventData.UserSpeechStarted _,
                    EventData.AgentSpeechFinished _,
                    EventData.MetricRecorded _,
                    EventData.ErrorReported _,
                    EventData.SilenceDetected _,
                    EventData.Stalled _,
                    EventData.ExtractionCompleted _,
                    EventData.VendorOther _ -> write(event, event.data(), true);
        }
        correct(event);
    }

    private void began(IncomingEvent event) {
        startedAt =
                startedAt.filter(known -> known.isBefore(event.happenedAt())).or(() -> Optional.of(event.happenedAt()));
    }

    private void restated(IncomingEvent event, JsonNode raw) {
        ObjectNode data = Json.object().put("restates", event.data().type());
        write(event, "vendor.other", data.set("raw", raw), false);
    }

    /**
     * A word on the end that is no better than what is known changes nothing; what the vendor sent is kept all the
     * same.
     */
    private void idle(IncomingEvent event) {
        boolean nothingNew = reportedEnd.isPresent()
                && facts.end().filter(end -> same(reportedEnd.get(), end)).isPresent();
        event.raw().filter(_ -> nothingNew).ifPresent(raw -> restated(event, raw));
    }

    private void correct(IncomingEvent event) {
        Optional<SessionEnd> end = facts.end();
        if (end.isEmpty()) {
            return;
        }
        Instant at = Instant.ofEpochMilli(
                facts.ending() == null
                        ? event.happenedAt().toEpochMilli()
                        : facts.ending().atMs());
        if (reportedEnd.filter(known -> same(known, end.get())).isPresent()) {
            reportedEnd = reportedEnd.map(
                    known -> new EndColumns(known.reason(), known.by(), known.vendorCode(), known.eventId(), at));
            return;
        }
        boolean failed = facts.ending() != null && facts.ending().failed();
        EventData data = failed
                ? new EventData.Failed(end.get(), event.data() instanceof EventData.Failed f ? f.message() : null)
                : new EventData.Ended(end.get());
        ObjectNode tree = Json.tree(data);
        reportedEnd.ifPresent(known -> tree.put("corrects", known.eventId()));
        boolean own = event.data() instanceof EventData.Ended || event.data() instanceof EventData.Failed;
        String key = own
                ? event.dedupeKey()
                : "corrects:" + reportedEnd.map(EndColumns::eventId).orElse("");
        NewEvent stored = new NewEvent(
                ids.get(),
                ++sequence,
                data.type(),
                key,
                event.happenedAt(),
                event.receivedAt(),
                tree,
                own ? event.raw() : Optional.empty(),
                true);
        written.add(stored);
        reportedEnd = Optional.of(new EndColumns(
                EnumNames.of(end.get().reason()),
                EnumNames.of(end.get().by()),
                Optional.ofNullable(end.get().vendorCode()),
                stored.id(),
                at));
    }

    private static boolean same(EndColumns known, SessionEnd end) {
        return known.reason().equals(EnumNames.of(end.reason()))
                && known.by().equals(EnumNames.of(end.by()))
                && known.vendorCode().equals(Optional.ofNullable(end.vendorCode()));
    }

    private EventData.SpeakerRole role(EventData.TranscriptAdded said) {
        return channel instanceof Channel.Room room
                        && said.speakerId() != null
                        && said.speakerId().equals(room.agentUserId())
                ? EventData.SpeakerRole.AGENT
                : EventData.SpeakerRole.USER;
    }

    private void write(IncomingEvent event, EventData data, boolean applied) {
        write(event, data.type(), Json.tree(data), applied);
    }

    private void write(IncomingEvent event, String type, ObjectNode data, boolean applied) {
        written.add(new NewEvent(
                ids.get(),
                ++sequence,
                type,
                event.dedupeKey(),
                event.happenedAt(),
                event.receivedAt(),
                data,
                event.raw(),
                applied));
    }

    List<NewEvent> written() {
        return written;
    }

    int sequence() {
        return sequence;
    }

    SessionFacts facts() {
        return facts;
    }

    void facts(SessionFacts changed) {
        facts = changed;
    }

    Optional<EndColumns> reportedEnd() {
        return reportedEnd;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }
}
