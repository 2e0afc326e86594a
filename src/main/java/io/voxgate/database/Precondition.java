package io.voxgate.database;

import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of a stored thing before it is changed: {@code If-Match} and {@code If-None-Match: *}.
 *
 * @param ifMatch the versions that the caller may have read; empty: the header was not sent
 * @param anyVersion {@code If-Match: *}: it must exist
 * @param absent {@code If-None-Match: *}: it must not exist
 */
public record Precondition(Optional<Set<Long>> ifMatch, boolean anyVersion, boolean absent) {
    public static final Precondition NONE = new Precondition(Optional.empty(), false, false);

    /**
     * @param current the version that is stored; empty: there is none
     * @throws Problem 412 when the condition does not hold
     */
    public void check(Optional<Long> current) {
        if (absent && current.isPresent()) {
            throw Problem.of(
                    ProblemCode.PRECONDITION_FAILED, "It exists already, and If-None-Match: * asks for a new one.");
        }
        if (anyVersion && current.isEmpty()) {
            throw Problem.of(ProblemCode.PRECONDITION_FAILED, "There is nothing to match: it does not exist.");
        }
        if (ifMatch.isPresent() && current.filter(ifMatch.get()::contains).isEmpty()) {
            throw Problem.of(
                    ProblemCode.PRECONDITION_FAILED,
                    "It has changed since the ETag in If-Match was read. Read it again, then repeat your change.");
        }
    }
}
