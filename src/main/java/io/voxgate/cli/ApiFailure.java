package io.voxgate.cli;

/** Voxgate did not do what was asked; the message is for people. */
final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status 0 when there was no answer */
    ApiFailure(int status, String message) {
        super(DisplayWidth.plain(message), null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
