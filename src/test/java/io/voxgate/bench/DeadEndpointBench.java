package io.voxgate.bench;

import io.voxgate.event.webhook.TestReceiver;
import io.voxgate.event.webhook.TestReceiver.Answer;
import io.voxgate.event.webhook.WebhookTestBed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * What a dead receiver with a hundred thousand deliveries, all of them due, costs a healthy one: the healthy one's
 * delay, from just before the commit to the receiver, alone and beside it (refusing connections; never answering). Each
 * case has a database of its own, all of them are there from the beginning to the end, and the cases take turns in
 * short rounds, in another order each time, so that whatever else the machine does meets all of them alike. Arguments:
 * rounds (default 9), messages in a round (100), the dead one's rows (100000).
 */
public final class DeadEndpointBench {
    private static final Duration GAP = Duration.ofMillis(20);
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final CountDownLatch OVER = new CountDownLatch(1);

    private DeadEndpointBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = number(args, 0, 9);
        int messages = number(args, 1, 100);
        int backlog = number(args, 2, 100_000);
        try (TestReceiver silent = new TestReceiver(_ -> never());
                Case alone = new Case("alone", "", backlog);
                Case refusing = new Case("beside a refusing one", "http://127.0.0.1:1/", backlog);
                Case mute = new Case("beside a silent one", silent.url(), backlog)) {
            List<Case> cases = new ArrayList<>(List.of(alone, refusing, mute));
            for (int round = 0; round <= rounds; round++) {
                for (Case each : cases) {
                    List<Duration> delays = each.round(messages);
                    if (round > 0) {
                        each.delays.addAll(delays);
                    }
                }
                Collections.rotate(cases, 1);
            }
            System.out.printf(
                    "%d messages to a healthy receiver, one every %d ms, in %d rounds after one to warm "
                            + "up; the dead one had %d rows, all due.%n",
                    rounds * messages, GAP.toMillis(), rounds, backlog);
            List.of(alone, refusing, mute)
                    .forEach(each -> System.out.printf(
                            "%-22s median %6.1f ms  p95 %6.1f ms  p99 %6.1f ms  of alone: median %.2f  "
                                    + "p95 %.2f; the dead one was tried %d times%n",
                            each.name,
                            each.ms(0.5),
                            each.ms(0.95),
                            each.ms(0.99),
                            each.ms(0.5) / alone.ms(0.5),
                            each.ms(0.95) / alone.ms(0.95),
                            each.tried()));
            OVER.countDown();
        }
    }

    private static int number(String[] args, int place, int otherwise) {
        return args.length > place ? Integer.parseInt(args[place]) : otherwise;
    }

    private static Answer never() {
        try {
            OVER.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(500);
    }

    /** One database with a healthy receiver, and perhaps a dead one. */
    private static final class Case implements AutoCloseable {
        private final String name;
        private final WebhookTestBed lab = new WebhookTestBed(Clock.systemUTC());
        private final Map<String, Instant> sent = new ConcurrentHashMap<>();
        private final List<Duration> arrived = Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<CountDownLatch> left = new AtomicReference<>(new CountDownLatch(0));
        private final TestReceiver healthy = new TestReceiver(letter -> {
            arrived.add(Duration.between(sent.get(letter.id()), letter.at()));
            left.get().countDown();
            return Answer.of(204);
        });
        private final List<Duration> delays = new ArrayList<>();
        private final String id;
        private int number;

        Case(String name, String dead, int backlog) throws IOException, SQLException {
            this.name = name;
            this.id = lab.webhook("healthy", healthy.url(), "*").id();
            if (!dead.isEmpty()) {
                lab.queue(
                        lab.webhook("dead", dead, "*").id(),
                        "dead",
                        backlog,
                        Instant.now().minusSeconds(600));
            }
        }

        List<Duration> round(int messages) throws InterruptedException {
            arrived.clear();
            left.set(new CountDownLatch(messages));
            try (WebhookTestBed.Running _ = lab.running()) {
                LockSupport.parkNanos(SETTLING.toNanos());
                for (int i = 0; i < messages; i++) {
                    String message = "evt_%08d".formatted(number++);
                    lab.announce(id, message, Instant.now(), at -> sent.put(message, at));
                    LockSupport.parkNanos(GAP.toNanos());
                }
                if (!left.get().await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(left.get().getCount() + " messages did not arrive");
                }
                return List.copyOf(arrived);
            }
        }

        long tried() {
            return lab.tried("dead");
        }

        double ms(double part) {
            List<Duration> sorted = delays.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * part)))
                            .toNanos()
                    / 1e6;
        }

        @Override
        public void close() throws IOException {
            healthy.close();
            lab.close();
        }
    }
}
