package io.voxgate.session;

/**
 * One sending of a session's start to a vendor. The numbers of a session's attempts only ever grow, and each is
 * committed before its call is sent, so that it fences what is written afterwards: see {@link StartOutcomeRecorder}.
 *
 * @param number 1 for the first
 * @param repeats an earlier attempt may have been carried out, so that a refusal of this one says nothing about the
 *     session
 */
public record StartAttempt(String sessionId, int number, boolean repeats) {
    static StartAttempt first(String sessionId) {
        return new StartAttempt(sessionId, 1, false);
    }

    /** Over another connection, after a refusal of this one. */
    StartAttempt elsewhere() {
        return new StartAttempt(sessionId, number + 1, repeats);
    }

    /** Of a start of which it is not known whether this attempt was carried out. */
    StartAttempt again() {
        return new StartAttempt(sessionId, number + 1, true);
    }
}
