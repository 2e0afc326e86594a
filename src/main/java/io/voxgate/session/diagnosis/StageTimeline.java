package io.voxgate.session.diagnosis;

import io.voxgate.model.EndReason;
import io.voxgate.model.Greeting;
import io.voxgate.model.SessionDiagnosis.StageReading;
import io.voxgate.model.SessionDiagnosis.StageState;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStage;
import io.voxgate.model.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which stages a session's records show, and when each of the others would be late. */
final class StageTimeline {
    /** How long a vendor may take until its agent is there. */
    static final Duration AGENT_JOINS = Duration.ofSeconds(20);

    /** How long a silence in which the agent should speak is no fault. */
    static final Duration AGENT_ANSWERS = Duration.ofSeconds(7);

    private static final Duration VENDOR_ACCEPTS = Duration.ofSeconds(15);
    private static final Duration PERSON_SPEAKS = Duration.ofSeconds(7);
    private static final Duration BEYOND_MODEL_TIMEOUT = Duration.ofSeconds(5);

    private final SessionRecords records;
    private final Set<SessionStage> reported;
    private final Map<SessionStage, RecordedEvent> evidence = new EnumMap<>(SessionStage.class);

    StageTimeline(SessionRecords records) {
        this.records = records;
        this.reported = records.whole()
                ? records.vendor().words().reportedStages(records.over())
                : Set.of(SessionStage.ACCEPTED);
        records.events().forEach(this::read);
    }

    private void read(RecordedEvent event) {
        if (event.is("session.started") || event.is("session.ready")) {
            show(SessionStage.AGENT_JOINED, event);
            if (records.state().phone()) {
                show(SessionStage.PERSON_JOINED, event);
            }
        }
        if (event.userVoice()) {
            show(SessionStage.PERSON_JOINED, event);
            show(SessionStage.HEARD, event);
        }
        boolean answer = evidence.containsKey(SessionStage.HEARD) || records.greeting() == Greeting.Mode.GENERATED;
        if (event.modelAnswer() || (event.agentWords() && answer)) {
            show(SessionStage.MODEL_FIRST_TOKEN, event);
        }
        if (event.agentVoice()
                || (event.agentWords() && records.vendor().words().transcriptIsSpoken())) {
            show(SessionStage.VOICE_FIRST_FRAME, event);
        }
    }

    private void show(SessionStage stage, RecordedEvent event) {
        evidence.putIfAbsent(stage, event);
    }

    boolean reached(SessionStage stage) {
        return stage == SessionStage.ACCEPTED
                ? records.state().start() == SessionRecords.StartRecord.ACCEPTED || !evidence.isEmpty()
                : evidence.containsKey(stage);
    }

    boolean reports(SessionStage stage) {
        return reported.contains(stage);
    }

    boolean missing(SessionStage stage) {
        return state(stage) == StageState.MISSING;
    }

    List<StageReading> readings() {
        return Arrays.stream(SessionStage.values()).map(this::reading).toList();
    }

    Optional<SessionStage> firstMissing() {
        return Arrays.stream(SessionStage.values()).filter(this::missing).findFirst();
    }

    private StageReading reading(SessionStage stage) {
        Optional<RecordedEvent> event = Optional.ofNullable(evidence.get(stage));
        return new StageReading(
                stage,
                state(stage),
                event.map(RecordedEvent::at).orElse(null),
                event.map(RecordedEvent::id).orElse(null));
    }

    private StageState state(SessionStage stage) {
        if (reached(stage)) {
            return StageState.REACHED;
        }
        if (stage == SessionStage.PERSON_JOINED && notJoined()) {
            return StageState.MISSING;
        }
        if (!reports(stage)) {
            return StageState.NOT_REPORTED;
        }
        boolean late = lateAt(stage).filter(at -> !at.isAfter(records.now())).isPresent();
        return records.over() || late ? StageState.MISSING : StageState.WAITING;
    }

    private boolean notJoined() {
        return records.state()
                .end()
                .map(SessionEnd::reason)
                .filter(EndReason.NOT_JOINED::equals)
                .isPresent();
    }

    /** From when on a stage that is not reached is late; empty while nothing calls for it. */
    Optional<Instant> lateAt(SessionStage stage) {
        return switch (stage) {
            case ACCEPTED -> Optional.of(records.state().sentAt().plus(VENDOR_ACCEPTS));
            case AGENT_JOINED ->
                Optional.of(records.state().sentAt().plus(AGENT_JOINS))
                        .filter(_ -> reached(SessionStage.ACCEPTED)
                                && records.state().status() != SessionStatus.RINGING);
            case PERSON_JOINED, HEARD ->
                since(SessionStage.VOICE_FIRST_FRAME)
                        .or(() -> since(SessionStage.AGENT_JOINED))
                        .map(at -> at.plus(PERSON_SPEAKS));
            case MODEL_FIRST_TOKEN -> calledFor().map(at -> at.plus(answersWithin()));
            case VOICE_FIRST_FRAME ->
                since(SessionStage.MODEL_FIRST_TOKEN)
                        .or(() -> records.greeting() == Greeting.Mode.STATIC
                                ? since(SessionStage.AGENT_JOINED)
                                : Optional.empty())
                        .map(at -> at.plus(AGENT_ANSWERS));
        };
    }

    /** When the model was first to answer: the person's words, or a greeting that it makes. */
    private Optional<Instant> calledFor() {
        return records.greeting() == Greeting.Mode.GENERATED
                ? since(SessionStage.AGENT_JOINED)
                : records.events().stream()
                        .filter(RecordedEvent::userWords)
                        .map(RecordedEvent::receivedAt)
                        .findFirst();
    }

    private Optional<Instant> since(SessionStage stage) {
        return Optional.ofNullable(evidence.get(stage)).map(RecordedEvent::receivedAt);
    }

    /** As long as the agent lets its model take, and a little longer. */
    Duration answersWithin() {
        Duration allowed = records.agent()
                .flatMap(agent -> Optional.ofNullable(agent.llm().timeoutMs()))
                .map(timeout -> Duration.ofMillis(timeout).plus(BEYOND_MODEL_TIMEOUT))
                .orElse(AGENT_ANSWERS);
        return allowed.compareTo(AGENT_ANSWERS) > 0 ? allowed : AGENT_ANSWERS;
    }
}
