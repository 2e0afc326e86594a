package io.voxgate.sandbox.alibaba;

import java.time.Instant;
import java.util.Optional;

/** The gateway's "no": an HTTP status, a code and a sentence. */
final class AlibabaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String code;
    private final transient Optional<Instant> time;

    AlibabaRefusal(int status, String code, String message) {
        this(status, code, message, Optional.empty());
    }

    /** @param time what the gateway's clock says */
    AlibabaRefusal(int status, String code, String message, Instant time) {
        this(status, code, message, Optional.of(time));
    }

    private AlibabaRefusal(int status, String code, String message, Optional<Instant> time) {
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
