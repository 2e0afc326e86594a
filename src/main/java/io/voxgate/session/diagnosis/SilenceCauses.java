package io.voxgate.session.diagnosis;

import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.EndReason;
import io.voxgate.model.Greeting;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionStage;
import java.util.ArrayList;
import java.util.List;

/** What explains a silence without a reported fault: by the first stage that is missing. */
final class SilenceCauses {
    private final SessionRecords records;
    private final StageTimeline timeline;
    private final List<LikelyCause> causes = new ArrayList<>();

    private SilenceCauses(SessionRecords records, StageTimeline timeline) {
        this.records = records;
        this.timeline = timeline;
    }

    static List<LikelyCause> of(SessionRecords records, StageTimeline timeline, boolean stalled) {
        boolean refused = records.state().start() == SessionRecords.StartRecord.REFUSED;
        if (refused || (timeline.firstMissing().isEmpty() && !stalled)) {
            return List.of();
        }
        SilenceCauses silence = new SilenceCauses(records, timeline);
        silence.collect(stalled);
        return silence.causes;
    }

    /** What the agent's own settings explain, however the session ended. */
    static List<LikelyCause> ofSettings(SessionRecords records, StageTimeline timeline, boolean stalled) {
        boolean refused = records.state().start() == SessionRecords.StartRecord.REFUSED;
        if (refused || (timeline.firstMissing().isEmpty() && !stalled)) {
            return List.of();
        }
        SilenceCauses settings = new SilenceCauses(records, timeline);
        settings.unreachableModel();
        settings.greetingNotCarried();
        return settings.causes;
    }

    private void collect(boolean stalled) {
        if (timeline.missing(SessionStage.AGENT_JOINED)) {
            if (!unanswered()) {
                agentNotThere();
            }
        } else if (!records.withoutCallbacks()) {
            agentSilent(stalled);
            personSilent();
        }
    }

    /** A call that nobody took has no agent in it, and that is no fault of its own. */
    private boolean unanswered() {
        return records.state().phone()
                && records.state()
                        .end()
                        .filter(end -> end.reason() != EndReason.VENDOR_ERROR)
                        .isPresent();
    }

    /** Also where a fault was reported: it says what is unreachable, this says why. */
    private void unreachableModel() {
        if (timeline.reached(SessionStage.MODEL_FIRST_TOKEN)) {
            return;
        }
        records.agent()
                .flatMap(agent -> PrivateAddress.in(agent.llm().url()))
                .ifPresent(host -> causes.add(new LikelyCause(
                        CausePart.LLM,
                        CauseKind.UNREACHABLE,
                        timeline.reports(SessionStage.MODEL_FIRST_TOKEN)
                                ? LikelyCause.CauseCertainty.CERTAIN
                                : LikelyCause.CauseCertainty.LIKELY,
                        "The vendor calls the language model, and cannot reach " + host
                                + ": give the model's public address.",
                        "/llm/url")));
    }

    private void greetingNotCarried() {
        records.state().notCarried().stream()
                .filter(path -> path.equals("/greeting/mode") || path.equals("/greeting/text"))
                .filter(_ -> !timeline.reached(SessionStage.VOICE_FIRST_FRAME))
                .findFirst()
                .ifPresent(path -> causes.add(LikelyCause.certain(
                        CausePart.AGENT,
                        CauseKind.NOT_CARRIED,
                        "The agent should greet, and this vendor cannot do it as it is written (the session's translation "
                                + "says so): the agent waits for the person. Use a static greeting.",
                        path)));
    }

    private void agentNotThere() {
        boolean over = records.over();
        causes.add(new LikelyCause(
                CausePart.VENDOR,
                CauseKind.NOT_STARTED,
                over ? LikelyCause.CauseCertainty.CERTAIN : LikelyCause.CauseCertainty.LIKELY,
                "The vendor took the start, and its agent " + (over ? "did not come up" : "is not there yet")
                        + ". Mostly a model, voice or feature that the vendor account has not bought or may not use, or "
                        + "the model's name; verify the credentials and look into the vendor's console.",
                null));
    }

    private void agentSilent(boolean stalled) {
        boolean modelLate = timeline.missing(SessionStage.MODEL_FIRST_TOKEN)
                || (stalled
                        && StallRule.withoutAgentAfter(records, RecordedEvent::userWords)
                                .isPresent());
        if (modelLate && calledFor()) {
            add(CausePart.LLM, "The person was heard, and the language model has not answered. ");
        } else if (timeline.missing(SessionStage.VOICE_FIRST_FRAME) && toBeSpoken()) {
            add(CausePart.TTS, "There is something to say, and no voice was made of it. ");
        } else if (voiceWithoutWords()) {
            causes.add(LikelyCause.likely(
                    CausePart.ASR,
                    CauseKind.SILENT,
                    "A voice was heard and no words were recognised: does the person speak stt.language?",
                    "/stt/language"));
        }
    }

    private void add(CausePart part, String seen) {
        causes.add(LikelyCause.likely(
                part,
                CauseKind.SILENT,
                seen + "Verify the credential that the agent names there (POST /v1/credentials/{name}/verify).",
                FaultCauses.pointer(part, CauseKind.SILENT)));
    }

    private boolean calledFor() {
        return records.greeting() == Greeting.Mode.GENERATED
                || records.events().stream().anyMatch(RecordedEvent::userWords);
    }

    private boolean toBeSpoken() {
        return timeline.reached(SessionStage.MODEL_FIRST_TOKEN) || records.greeting() == Greeting.Mode.STATIC;
    }

    private boolean voiceWithoutWords() {
        return timeline.reached(SessionStage.HEARD) && records.events().stream().noneMatch(RecordedEvent::userWords);
    }

    private void personSilent() {
        if (!timeline.missing(SessionStage.HEARD)) {
            return;
        }
        if (records.greeting() == Greeting.Mode.WAIT_FOR_USER) {
            causes.add(LikelyCause.likely(
                    CausePart.AGENT,
                    CauseKind.WAITS_FOR_PERSON,
                    "The agent has no greeting and waits for the person, who was not heard.",
                    "/greeting"));
        }
        causes.add(LikelyCause.likely(
                CausePart.PERSON,
                CauseKind.SILENT,
                "Nothing was heard of the person: is the microphone allowed, on, and published in this room?",
                null));
    }
}
