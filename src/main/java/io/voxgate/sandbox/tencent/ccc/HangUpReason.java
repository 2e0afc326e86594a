package io.voxgate.sandbox.tencent.ccc;

/**
 * Why the system hung up on an answered call: {@code SysHangupReason} of its record and the vendor's word for it. The
 * reasons of inbound calls are left out.
 *
 * @see <a href="https://cloud.tencent.com/document/product/679/123938">Status codes of calls, read November 2026</a>
 */
enum HangUpReason {
    RECOGNITION(225, "asrError"),
    LANGUAGE_MODEL(226, "llmasrError"),
    SPEECH(227, "ttsError"),
    FUNCTION_CALL(228, "functionCallHangup"),
    MAX_DURATION(229, "maxCallDurationReached"),
    INACTIVITY(230, "userInactivity"),
    API(231, "callTerminatedByAPI");

    private final int number;
    private final String word;

    HangUpReason(int number, String word) {
        this.number = number;
        this.word = word;
    }

    int number() {
        return number;
    }

    String word() {
        return word;
    }
}
