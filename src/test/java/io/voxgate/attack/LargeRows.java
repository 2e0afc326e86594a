package io.voxgate.attack;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Templates as large as they may be, and lists of them.
 *
 * @param rows how many, if there is no limit
 */
record LargeRows(String name, String purpose, int rows) implements Attack {
    /** A page of some megabytes, where what is listed is large itself. */
    private static final long PAGE_BYTES = 8 << 20;

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(600).databaseCpuMillis(300).answerBytes(PAGE_BYTES);
    }

    @Override
    public void prepare(AttackTarget target) {
        fill(
                target,
                rows,
                agent -> number -> WireRequest.json(
                        "PUT", "/v1/templates/large-" + number, target.bearer("editor"), "{\"agent\":" + agent + "}"));
    }

    /** Stores as many as it can, of the largest size that is taken. */
    static void fill(AttackTarget target, int rows, Function<String, Function<Integer, byte[]>> requests) {
        Function<Integer, byte[]> request = ListAttacks.prompts()
                .map(requests)
                .filter(sized -> taken(target.client().exchange(sized.apply(0))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing large is taken, not even 20 KB"));
        Stream.iterate(1, number -> number + 1)
                .limit(rows - 1L)
                .takeWhile(_ -> target.replica().alive())
                .takeWhile(number -> taken(target.client().exchange(request.apply(number))))
                .forEach(_ -> {});
    }

    /** A start may fail at its vendor and be stored all the same. */
    private static boolean taken(WireAnswer answer) {
        return answer.good() || answer.is(502) || answer.is(503);
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        new RequestAttack(
                        name,
                        purpose,
                        bounds(),
                        4,
                        _ -> List.of(
                                WireRequest.get("/v1/templates?pageSize=200", target.bearer("viewer")),
                                WireRequest.get("/v1/audit?pageSize=200", target.bearer("admin"))))
                .once(target, tally);
    }
}
