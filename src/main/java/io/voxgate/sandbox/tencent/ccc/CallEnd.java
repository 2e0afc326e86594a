package io.voxgate.sandbox.tencent.ccc;

/** How a call can end here, with the vendor's EndStatus and its word. */
enum CallEnd {
    OK(1, "ok"),
    NOT_ANSWER(202, "notAnswer"),
    USER_REJECT(203, "userReject"),
    NUMBER_NOT_EXIST(205, "numberNotExist"),
    BUSY(206, "busy"),
    OPERATOR_ERROR(208, "operatorError"),
    CANCEL_WHILE_RING(220, "callerCancelWhileRing"),
    CANCEL_WITHOUT_RING(221, "callerCancelWithoutRing"),
    VOICEMAIL(222, "voiceMailReached"),
    CLIENT_ERROR(503, "voipClientError");

    private final int status;
    private final String word;

    CallEnd(int status, String word) {
        this.status = status;
        this.word = word;
    }

    int status() {
        return status;
    }

    String word() {
        return word;
    }
}
