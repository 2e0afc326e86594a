package io.voxgate.fuzz;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Operations;
import java.util.Optional;
import java.util.Set;

/**
 * One wrong request.
 *
 * @param what is wrong with it, and where
 * @param pointer of the place that is wrong; empty: the answer need not point anywhere
 * @param expected the statuses that it may get; empty: whatever is documented, for it may also be right
 * @param notAt a code that the answer may not have at the pointer: the value is still within its limit
 */
record FuzzCase(
        Operations.Operation operation,
        String what,
        Call call,
        Optional<String> pointer,
        Set<Integer> expected,
        Set<String> notAt) {
    static FuzzCase refused(Operations.Operation operation, String what, Call call, String pointer) {
        return new FuzzCase(operation, what, call, Optional.of(pointer), Set.of(422), Set.of());
    }

    /** Whatever it is, it must not break anything. */
    static FuzzCase harmless(Operations.Operation operation, String what, Call call) {
        return new FuzzCase(operation, what, call, Optional.empty(), Set.of(), Set.of());
    }

    FuzzCase within(String at, String... codes) {
        return new FuzzCase(operation, what, call, Optional.of(at), expected, Set.of(codes));
    }

    static FuzzCase status(Operations.Operation operation, String what, Call call, Integer... statuses) {
        return new FuzzCase(operation, what, call, Optional.empty(), Set.of(statuses), Set.of());
    }

    boolean mustBeRefused() {
        return !expected.isEmpty();
    }

    @Override
    public String toString() {
        return operation.id() + ": " + what;
    }
}
