package io.voxgate.event.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One try to deliver.
 *
 * @param took from the look at the name to the answer
 * @param status of the receiver's answer; empty: there was none
 * @param answer how its body begins, harmless to show
 * @param error why there was no answer, a sentence
 * @param retryAfter its Retry-After
 */
record DeliveryAttempt(
        Instant at,
        Duration took,
        Optional<Integer> status,
        String answer,
        Optional<String> error,
        Optional<Duration> retryAfter) {
    private static final int GONE = 410;

    static DeliveryAttempt answered(
            Instant at, Duration took, int status, String answer, Optional<Duration> retryAfter) {
        return new DeliveryAttempt(at, took, Optional.of(status), answer, Optional.empty(), retryAfter);
    }

    static DeliveryAttempt unanswered(Instant at, Duration took, String error) {
        return new DeliveryAttempt(at, took, Optional.empty(), "", Optional.of(error), Optional.empty());
    }

    /** Only 2xx is success: a redirect is not followed, so it is a failure. */
    boolean delivered() {
        return status.filter(code -> code >= 200 && code < 300).isPresent();
    }

    boolean gone() {
        return status.filter(code -> code == GONE).isPresent();
    }

    /** The receiver is one that gets one delivery at a time. */
    boolean slow() {
        return took.toMillis() > Limit.WEBHOOK_SLOW_MS.max();
    }

    /** For metrics. */
    String outcome() {
        return delivered() ? "delivered" : gone() ? "gone" : status.isPresent() ? "refused" : "unanswered";
    }

    /** For the log. */
    ObjectNode tree() {
        ObjectNode tree = Json.object().put("at", at.toString()).put("durationMs", took.toMillis());
        status.ifPresent(code -> tree.put("status", code));
        error.ifPresent(why -> tree.put("error", why));
        return answer.isEmpty() ? tree : tree.put("answer", answer);
    }
}
