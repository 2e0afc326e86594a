package io.voxgate.bench;

import io.voxgate.attack.WireRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One reader of a tenant's live stream, on a thread of its own. */
final class StreamReader implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("number (\\d+)");
    private static final String OPEN = "HTTP/1.1 200";
    private static final int MOST_AGAIN = 20;
    private static final long PAUSE = Duration.ofMillis(500).toNanos();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Socket socket;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Map<Integer, Long> arrived = new ConcurrentHashMap<>();
    private final AtomicInteger repeats = new AtomicInteger();
    private volatile String status = "no answer";

    private StreamReader(Socket socket) {
        this.socket = socket;
    }

    /** Asks for all events of the tenant from now on; again, where it was asked to come later. */
    static StreamReader open(int port, String bearer) throws IOException {
        StreamReader reader = begin(port, bearer);
        for (int again = 0; !reader.awaitStatus().startsWith(OPEN); again++) {
            reader.close();
            if (again == MOST_AGAIN) {
                throw new IllegalStateException("A stream was not opened: " + reader.status);
            }
            LockSupport.parkNanos(PAUSE);
            reader = begin(port, bearer);
        }
        return reader;
    }

    private static StreamReader begin(int port, String bearer) throws IOException {
        StreamReader reader = new StreamReader(new Socket(InetAddress.getLoopbackAddress(), port));
        reader.socket
                .getOutputStream()
                .write(WireRequest.of("GET", "/v1/events")
                        .header("Authorization", bearer)
                        .header("Accept", "text/event-stream")
                        .bytes());
        Thread.ofVirtual().start(reader::read);
        return reader;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (opened.getCount() > 0) {
                    status = line;
                    opened.countDown();
                }
                Matcher number = NUMBER.matcher(line);
                if (line.startsWith("data:")
                        && number.find()
                        && arrived.putIfAbsent(Integer.valueOf(number.group(1)), System.nanoTime()) != null) {
                    repeats.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // It was closed; what had not come until then is missed by whoever counts.
        }
    }

    private String awaitStatus() {
        try {
            if (!opened.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("A stream was not answered");
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The numbers that came, with the time of each. */
    Map<Integer, Long> arrived() {
        return arrived;
    }

    /** Empty when nothing came twice. */
    List<String> faults() {
        return repeats.get() == 0 ? List.of() : List.of(repeats.get() + " events came twice");
    }

    /** From when each callback was answered, that is, committed; one that was here before counts as at once. */
    Latencies latencies(Map<Integer, Long> sent) {
        return Latencies.of(arrived.entrySet().stream()
                .filter(entry -> sent.containsKey(entry.getKey()))
                .mapToLong(entry -> Math.max(0, entry.getValue() - sent.get(entry.getKey())))
                .toArray());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
