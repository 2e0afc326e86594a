package io.voxgate.bench;

import io.voxgate.event.webhook.Lab;
import io.voxgate.event.webhook.Receiver;
import io.voxgate.event.webhook.Receiver.Answer;
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
import java.util.concurrent.locks.LockSupport;

/**
 * What a dead receiver with a hundred thousand deliveries costs a healthy one: the healthy one's delay, from the commit to the receiver,
 * without the dead one and beside it (refusing connections; never answering), in turns in one run.
 */
public final class DeadEndpointBench {
    private static final int BACKLOG = 100_000;
    private static final int MESSAGES = 300;
    private static final int ROUNDS = 3;
    private static final Duration GAP = Duration.ofMillis(10);

    private final CountDownLatch over = new CountDownLatch(1);

    private DeadEndpointBench() {}

    public static void main(String[] args) throws Exception {
        new DeadEndpointBench().run();
    }

    private void run() throws IOException, SQLException, InterruptedException {
        System.out.printf("%d messages to a healthy receiver, one every %d ms; a dead one has %d waiting. Delays in ms.%n", MESSAGES, GAP.toMillis(), BACKLOG);
        delays("");
        System.out.println("Warmed up.");
        for (int round = 1; round <= ROUNDS; round++) {
            List<Duration> quiet = delays("");
            report(round, "alone", quiet, quiet);
            report(round, "beside a refusing one", delays("http://127.0.0.1:1/"), quiet);
            try (Receiver silent = new Receiver(_ -> never())) {
                report(round, "beside a silent one", delays(silent.url()), quiet);
                over.countDown();
            }
        }
    }

    private Answer never() {
        try {
            over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(500);
    }

    private static List<Duration> delays(String dead) throws IOException, SQLException, InterruptedException {
        Map<String, Instant> sent = new ConcurrentHashMap<>();
        List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(MESSAGES);
        try (Lab lab = new Lab(Clock.systemUTC()); Receiver healthy = new Receiver(letter -> {
            delays.add(Duration.between(sent.get(letter.id()), letter.at()));
            all.countDown();
            return Answer.of(204);
        })) {
            if (!dead.isEmpty()) {
                lab.queue(lab.webhook("dead", dead, "*").id(), "dead", BACKLOG, Instant.now().minusSeconds(600));
            }
            String id = lab.webhook("healthy", healthy.url(), "*").id();
            try (Lab.Running _ = lab.running()) {
                for (int i = 0; i < MESSAGES; i++) {
                    String message = "evt_%08d".formatted(i);
                    lab.announce(id, message, Instant.now(), at -> sent.put(message, at));
                    LockSupport.parkNanos(GAP.toNanos());
                }
                if (!all.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(all.getCount() + " messages did not arrive");
                }
            }
        }
        return delays.stream().sorted().toList();
    }

    private static void report(int round, String label, List<Duration> delays, List<Duration> yardstick) {
        System.out.printf("round %d  %-22s median %6.1f  p99 %6.1f  of the quiet one: median %.2f  p99 %.2f%n", round, label, ms(delays, 0.5), ms(delays, 0.99),
                ms(delays, 0.5) / ms(yardstick, 0.5), ms(delays, 0.99) / ms(yardstick, 0.99));
    }

    private static double ms(List<Duration> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * part))).toNanos() / 1e6;
    }
}
