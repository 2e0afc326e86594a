package io.voxgate.session;

import io.voxgate.model.EndReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When the vendor is asked once more about a session that was given up because the vendor knew nothing of it: a vendor that is slow may carry out
 * a start minutes later, and then nobody else would stop what begins.
 */
final class LateLook {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private LateLook() {}

    /** Whether this is a session that the vendor was never seen to know. */
    static boolean due(Life life, Optional<String> handle) {
        return handle.isEmpty() && life.start() == Life.Start.UNKNOWN && life.end().filter(end -> end.reason() == EndReason.LOST).isPresent();
    }

    static boolean again(int looks) {
        return looks < PAUSES.size();
    }

    /** @param looks how many there were */
    static Duration pause(int looks) {
        return PAUSES.get(looks);
    }
}
