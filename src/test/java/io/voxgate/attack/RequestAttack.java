package io.voxgate.attack;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An attack that is one request, sent over several connections at once.
 *
 * @param atOnce how many senders, each with one request on its way; whoever gets no answer in time hangs up
 * @param request the request's bytes, made when they are needed
 * @param judge what must hold of every answer
 */
record RequestAttack(
        String name,
        String purpose,
        AttackBounds bounds,
        int atOnce,
        Function<AttackTarget, List<byte[]>> request,
        AnswerJudge judge)
        implements Attack {

    /** Tells what an answer must not be. */
    @FunctionalInterface
    interface AnswerJudge {
        void judge(WireAnswer answer, AttackTally tally);
    }

    RequestAttack(
            String name,
            String purpose,
            AttackBounds bounds,
            int atOnce,
            Function<AttackTarget, List<byte[]>> request) {
        this(name, purpose, bounds, atOnce, request, (_, _) -> {});
    }

    /** Every request of the list once by each sender. */
    @Override
    public void once(AttackTarget target, AttackTally tally) {
        List<byte[]> requests = request.apply(target);
        CountDownLatch over = new CountDownLatch(atOnce);
        IntStream.range(0, atOnce)
                .forEach(_ -> Thread.ofPlatform().daemon().start(() -> {
                    try {
                        requests.stream()
                                .takeWhile(_ -> target.goesOn())
                                .forEach(bytes -> judge.judge(
                                        tally.count(bytes, target.client().exchange(bytes)), tally));
                    } finally {
                        over.countDown();
                    }
                }));
        await(over);
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
