package io.voxgate.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * L2: a thousand wrong keys a second, each another one, over a few connections. They have to be slowed down, and
 * whoever has the right key must not feel it, not even from the attacker's address.
 *
 * @param requests in the reproduction
 * @param perSecond of all senders together
 */
record WrongKeyAttack(int requests, int perSecond) implements Attack {
    private static final int SENDERS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String TOO_MANY = "429";

    @Override
    public String name() {
        return "wrong-keys";
    }

    @Override
    public String purpose() {
        return "L2: a thousand wrong keys a second";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(2).databaseCpuMillis(0.5);
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        AtomicInteger left = new AtomicInteger(requests);
        CountDownLatch over = new CountDownLatch(SENDERS);
        IntStream.range(0, SENDERS)
                .forEach(_ -> Thread.ofPlatform().daemon().start(() -> {
                    try {
                        send(target, tally, left);
                    } finally {
                        over.countDown();
                    }
                }));
        byte[] right = WireRequest.get("/v1/sessions", target.bearer("viewer"));
        for (int i = 0; i < 10; i++) {
            WireAnswer answer = target.client().exchange(right);
            if (!answer.good()) {
                tally.fault("the right key was answered " + answer.outcome() + " beside wrong ones");
            }
            target.pause(Duration.ofMillis(100));
        }
        await(over);
    }

    @Override
    public void check(AttackTarget target, AttackTally tally) {
        if (tally.outcomes(TOO_MANY) == 0) {
            tally.fault("nobody was slowed down");
        }
    }

    private void send(AttackTarget target, AttackTally tally, AtomicInteger left) {
        long due = System.nanoTime();
        while (left.get() > 0 && target.goesOn()) {
            try (WireConnection connection = target.client().open()) {
                String outcome = "401";
                while (left.getAndDecrement() > 0 && target.goesOn() && outcome.matches("401|429")) {
                    outcome = one(connection, tally);
                    due += 1_000_000_000L * SENDERS / perSecond;
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            } catch (IOException e) {
                tally.counted(0, WireAnswer.REFUSED);
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static String one(WireConnection connection, AttackTally tally) throws IOException {
        String digits = "%016x".formatted(System.nanoTime());
        byte[] request = WireRequest.get(
                "/v1/sessions", "Bearer vxg_" + digits + "_" + digits.repeat(4).substring(0, 52));
        connection.send(request);
        WireAnswer answer = tally.count(request, connection.answer(TIMEOUT));
        if (answer.outcome().equals(TOO_MANY) && !answer.headers().containsKey("retry-after")) {
            tally.fault("429 without Retry-After");
        }
        return answer.outcome();
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
