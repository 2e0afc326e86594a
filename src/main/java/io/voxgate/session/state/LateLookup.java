package io.voxgate.session.state;

import io.voxgate.model.EndReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When the vendor is asked once more about a session that is over, because a start of it may still be carried out: one
 * that the vendor knew nothing of, or the first of two. A vendor that is slow does so when nothing else would stop what
 * begins.
 */
public final class LateLookup {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private LateLookup() {}

    /**
     * Whether a start of a session that is over may still be carried out.
     *
     * @param starts how often it was sent
     */
    static boolean due(SessionFacts facts, Optional<String> handle, int starts) {
        boolean neverSeen = handle.isEmpty()
                && facts.start() == SessionFacts.StartFact.UNKNOWN
                && facts.end().filter(end -> end.reason() == EndReason.LOST).isPresent();
        return neverSeen || (starts > 1 && facts.start() != SessionFacts.StartFact.REFUSED);
    }

    public static boolean again(int lookupCount) {
        return lookupCount < PAUSES.size();
    }

    /** @param lookupCount how many there were */
    public static Duration pause(int lookupCount) {
        return PAUSES.get(lookupCount);
    }
}
