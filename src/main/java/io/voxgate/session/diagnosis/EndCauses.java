package io.voxgate.session.diagnosis;

import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionEnd;
import java.util.List;
import java.util.Optional;

/** Why a session ended, where that was not what it was for. */
final class EndCauses {
    private EndCauses() {}

    static List<LikelyCause> of(SessionRecords records) {
        if (records.state().start() == SessionRecords.StartRecord.REFUSED) {
            return List.of(); // the refusal is the cause
        }
        return records.state().end().flatMap(end -> cause(records, end)).stream()
                .toList();
    }

    private static Optional<LikelyCause> cause(SessionRecords records, SessionEnd end) {
        Optional<LikelyCause> known = records.vendor().words().cause(end);
        if (known.isPresent()) {
            return known;
        }
        return switch (end.reason()) {
            case LLM_ERROR -> failed(records, CausePart.LLM);
            case STT_ERROR -> failed(records, CausePart.ASR);
            case TTS_ERROR -> failed(records, CausePart.TTS);
            case NOT_JOINED ->
                person(
                        CauseKind.ABSENT,
                        "Nobody was in the room with the agent: did the person's client join it, with the session's join, "
                                + "and publish its microphone?");
            case NO_ANSWER -> person(CauseKind.NO_ANSWER, "It rang, and nobody answered.");
            case BUSY -> person(CauseKind.NO_ANSWER, "The line was busy.");
            case REJECTED ->
                person(CauseKind.NO_ANSWER, "The call was rejected, by the person or by a rule on the way.");
            case INVALID_NUMBER -> person(CauseKind.NOT_FOUND, "The number does not exist.");
            case VOICEMAIL -> person(CauseKind.NO_ANSWER, "A voicemail answered.");
            case QUOTA ->
                Optional.of(LikelyCause.certain(
                        CausePart.VENDOR,
                        CauseKind.QUOTA_USED_UP,
                        "The vendor account's quota or package was used up.",
                        null));
            case VENDOR_ERROR ->
                Optional.of(LikelyCause.likely(
                        CausePart.VENDOR,
                        CauseKind.FAILED,
                        "The vendor ended it with a fault of its own" + code(end)
                                + ". If it happens again, ask its support with vendorSessionId.",
                        null));
            case LOST ->
                Optional.of(LikelyCause.likely(
                        CausePart.VENDOR,
                        CauseKind.OUTCOME_UNKNOWN,
                        "The vendor knows nothing of the session: it never began, or it was over before anybody asked.",
                        null));
            case HANG_UP, COMPLETED, SILENCE, MAX_DURATION, CANCELLED -> Optional.empty();
        };
    }

    /** Only where no fault was reported, which says more. */
    private static Optional<LikelyCause> failed(SessionRecords records, CausePart part) {
        return FaultCauses.of(records).stream().anyMatch(fault -> fault.part() == part)
                ? Optional.empty()
                : Optional.of(LikelyCause.certain(
                        part,
                        CauseKind.FAILED,
                        PartWords.name(part) + " failed, and the vendor ended the session. "
                                + PartWords.advice(part, CauseKind.FAILED),
                        FaultCauses.pointer(part, CauseKind.SILENT)));
    }

    private static Optional<LikelyCause> person(CauseKind kind, String detail) {
        return Optional.of(LikelyCause.certain(CausePart.PERSON, kind, detail, null));
    }

    private static String code(SessionEnd end) {
        return end.vendorCode() == null ? "" : " (" + end.vendorCode() + ")";
    }
}
