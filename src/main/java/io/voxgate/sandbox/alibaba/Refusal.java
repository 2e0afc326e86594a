package io.voxgate.sandbox.alibaba;

import java.time.Instant;
import java.util.Optional;

/** The gateway's "no": an HTTP status, a code and a sentence. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String code;
    private final transient Optional<Instant> time;

    Refusal(int status, String code, String message) {
        this(status, code, message, Optional.empty());
    }

    /** @param time what the gateway's clock says */
    Refusal(int status, String code, String message, Instant time) {
        this(status, code, message, Optional.of(time));
    }

    private Refusal(int status, String code, String message, Optional<Instant> time) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.time = time;
    }

    Optional<Instant> time() {
        return time;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
