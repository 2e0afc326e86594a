package io.voxgate.attack;

import io.voxgate.replicas.Inbox.ReceivedMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A victim at work, at its own pace: a request is due when it is due, whether or not the one before was answered, and
 * its time counts from then. So a service that stands still is felt by every request that would have been made
 * meanwhile.
 */
final class VictimWork {
    private static final Pattern NUMBER = Pattern.compile("number (\\d+)");
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Duration ARRIVAL = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofSeconds(45);
    private static final Duration BETWEEN_SESSIONS = Duration.ofSeconds(2);

    private final VictimTenant victim;
    private final Series series =
            new Series(new LatencySeries(), new LatencySeries(), new LatencySeries(), new LatencySeries());
    private final Map<Integer, Long> said = new ConcurrentHashMap<>();
    private final Map<Integer, Long> streamed = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean working = true;
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean hearing = true;
    private volatile boolean listening;

    /**
     * @param requests of all kinds, from when they were due to their answer
     * @param webhooks from the vendor's callback to the receiver
     * @param streams from the vendor's callback to the reader of the stream
     * @param states from the start of a session to when its end is known
     */
    record Series(LatencySeries requests, LatencySeries webhooks, LatencySeries streams, LatencySeries states) {
        Map<String, LatencySeries> all() {
            return new TreeMap<>(
                    Map.of("requests", requests, "webhooks", webhooks, "streams", streams, "states", states));
        }
    }

    private VictimWork(VictimTenant victim) {
        this.victim = victim;
    }

    /**
     * @param perSecond requests and callbacks together
     * @param sessions whether it starts sessions too, one every two seconds
     */
    static VictimWork begin(VictimTenant victim, int perSecond, boolean sessions) {
        VictimWork work = new VictimWork(victim);
        work.threads.submit(work::listen);
        long end = System.nanoTime() + ARRIVAL.toNanos();
        while (!work.listening && System.nanoTime() < end) {
            Pauses.of(Duration.ofMillis(20));
        }
        work.threads.submit(() -> work.pace(Duration.ofSeconds(1).dividedBy(perSecond), work::step));
        if (sessions) {
            work.threads.submit(() -> work.pace(BETWEEN_SESSIONS, (_, due) -> work.session(due)));
        }
        return work;
    }

    @FunctionalInterface
    private interface Step {
        void at(int number, long due);
    }

    private void pace(Duration gap, Step step) {
        long due = System.nanoTime();
        for (int i = 0; working; i++) {
            int number = i;
            long when = due;
            threads.submit(() -> step.at(number, when));
            due += gap.toNanos();
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void step(int number, long due) {
        if (number % 2 == 0) {
            request(victim.read(number / 2), due);
            return;
        }
        int told = NUMBERS.incrementAndGet();
        if (request(victim.callback(told), due).good()) {
            said.put(told, due);
        }
    }

    private WireAnswer request(byte[] request, long due) {
        pending.incrementAndGet();
        WireAnswer answer = victim.client().exchange(request);
        // On a slow machine its own requests pile up beyond its own share: then it does as it is told, and its time
        // goes on.
        while (answer.is(429) && hearing && LatencySeries.since(due) < ARRIVAL.toNanos()) {
            series.requests().again();
            Pauses.of(Duration.ofSeconds(Long.parseLong(answer.headers().getOrDefault("retry-after", "1"))));
            answer = victim.client().exchange(request);
        }
        pending.decrementAndGet();
        if (answer.good()) {
            series.requests().add(LatencySeries.since(due));
        } else if (hearing) {
            series.requests()
                    .failed((answer.outcome() + " " + answer.json().path("code").asText()).strip());
        }
        return answer;
    }

    private void session(long due) {
        WireAnswer started = request(victim.shortSession(), due);
        if (!started.good()) {
            return;
        }
        sessions.incrementAndGet();
        String id = started.json().path("id").asText();
        while (hearing && LatencySeries.since(due) < LIFE.toNanos() && !victim.over(id)) {
            Pauses.of(Duration.ofMillis(250));
        }
        if (LatencySeries.since(due) < LIFE.toNanos()) {
            series.states().add(LatencySeries.since(due));
        } else if (hearing) {
            series.states().failed("not over");
        }
        sessions.decrementAndGet();
    }

    private void listen() {
        try (WireConnection stream = victim.client().open()) {
            stream.send(victim.stream());
            while (hearing) {
                String line = stream.line();
                listening = true;
                Matcher number = NUMBER.matcher(line);
                if (line.startsWith("data:") && number.find()) {
                    streamed.putIfAbsent(Integer.valueOf(number.group(1)), System.nanoTime());
                }
            }
        } catch (IOException e) {
            if (hearing) {
                series.streams().failed("cut");
            }
        }
    }

    /** No more requests; waits for what they led to. */
    Series finish() {
        working = false;
        long end = System.nanoTime() + (sessions.get() > 0 ? LIFE : ARRIVAL).toNanos();
        Map<Integer, Long> delivered = delivered();
        while (!over(delivered) && System.nanoTime() < end) {
            Pauses.of(Duration.ofMillis(50));
            delivered = delivered();
        }
        IntStream.range(0, pending.get()).forEach(_ -> series.requests().failed("unanswered"));
        IntStream.range(0, sessions.get()).forEach(_ -> series.states().failed("not over"));
        hearing = false;
        threads.shutdownNow();
        collect(delivered, series.webhooks());
        collect(streamed, series.streams());
        return series;
    }

    private boolean over(Map<Integer, Long> delivered) {
        return pending.get() + sessions.get() == 0
                && delivered.keySet().containsAll(said.keySet())
                && streamed.keySet().containsAll(said.keySet());
    }

    private void collect(Map<Integer, Long> arrived, LatencySeries into) {
        said.forEach((number, due) -> {
            if (arrived.containsKey(number)) {
                into.add(arrived.get(number) - due);
            } else {
                into.failed("not there");
            }
        });
    }

    private Map<Integer, Long> delivered() {
        Map<Integer, Long> delivered = new ConcurrentHashMap<>();
        for (ReceivedMessage message : victim.messages()) {
            Matcher number = NUMBER.matcher(message.body());
            if (number.find()) {
                delivered.put(Integer.valueOf(number.group(1)), message.nanos());
            }
        }
        return delivered;
    }
}
