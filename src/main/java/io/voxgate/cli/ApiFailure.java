package io.voxgate.cli;

/** Voxgate did not do what was asked; the message is for people. */
final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    /** @param status 0 when there was no answer */
    ApiFailure(int status, String message) {
        super(DisplayWidth.plain(message), null, false, false);
        this.status = status;
        this.detail = DisplayWidth.plain(message);
    }

    /** What happened, as a sentence. */
    String detail() {
        return detail;
    }

    int status() {
        return status;
    }
}
