package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The vendors behind the faults that the schedule has for them. It speaks HTTP by itself, because a web server would
 * not cut an answer in two or reset a connection.
 */
final class FaultyVendor implements AutoCloseable {
    private static final List<VendorFault> OF_OTHER_REQUESTS = List.of(
            VendorFault.RESET_BEFORE_READING,
            VendorFault.RESET_AFTER,
            VendorFault.ANSWER_LOST,
            VendorFault.HALF_ANSWER,
            VendorFault.DRIPPED_ANSWER,
            VendorFault.HTTP_500_BEFORE,
            VendorFault.HTTP_500_AFTER,
            VendorFault.THROTTLED,
            VendorFault.INTERNAL_ERROR_BEFORE,
            VendorFault.INTERNAL_ERROR_AFTER,
            VendorFault.BROKEN_JSON,
            VendorFault.SLOW);
    private static final double FAULTS_OF_OTHER_REQUESTS = 0.06;
    private static final Duration DRIP = Duration.ofMillis(400);
    private static final int MOST_HEAD = 64 << 10;

    private final ServerSocket server;
    private final ChaosSchedule schedule;
    private final TaskLedger ledger;
    private final VendorWorld world;
    private final Random random;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean faulty = true;

    FaultyVendor(ChaosSchedule schedule, TaskLedger ledger, VendorWorld world) {
        this.schedule = schedule;
        this.ledger = ledger;
        this.world = world;
        this.random = new Random(schedule.seed());
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on everything is done and answered at once. */
    void heal() {
        faulty = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.submit(() -> serve(socket));
            } catch (IOException _) {
                // It was closed; the loop ends.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            boolean open = true;
            while (open) {
                Optional<VendorRequest> request = read(in);
                open = request.isPresent() && answer(socket, request.get());
            }
        } catch (IOException | InterruptedException _) {
            // The caller went away, or the run is over: nobody waits for an answer.
        }
    }

    private static Optional<VendorRequest> read(BufferedInputStream in) throws IOException {
        Optional<String> first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in).orElse(""); !line.isEmpty(); line = line(in).orElse("")) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return Optional.of(VendorRequest.of(first.get().split(" ")[1], headers, body));
    }

    private static Optional<String> line(BufferedInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 || line.length() > MOST_HEAD * 4) {
                return Optional.empty();
            }
            line.append((char) read);
        }
        return Optional.of(line.toString().strip());
    }

    private VendorFault fault(VendorRequest request) {
        if (request.start()) {
            boolean first = seen.add(request.marker());
            return faulty && first
                    ? schedule.named(request.marker()).map(ChaosOrder::fault).orElse(VendorFault.NONE)
                    : VendorFault.NONE;
        }
        synchronized (random) {
            boolean hit = random.nextDouble() < FAULTS_OF_OTHER_REQUESTS;
            return faulty && hit ? OF_OTHER_REQUESTS.get(random.nextInt(OF_OTHER_REQUESTS.size())) : VendorFault.NONE;
        }
    }

    /** @return whether the connection is still good for a request */
    private boolean answer(Socket socket, VendorRequest request) throws IOException, InterruptedException {
        VendorFault fault = fault(request);
        ledger.request(
                new Request(System.currentTimeMillis(), request.vendor(), request.action(), request.about(), fault));
        VendorAnswer done = fault.carriedOut() && fault != VendorFault.CARRIED_OUT_LATE
                ? world.perform(request)
                : VendorAnswer.of(500, "");
        switch (fault) {
            case NONE -> whole(socket, done);
            case SLOW -> {
                Thread.sleep(slowness());
                whole(socket, done);
            }
            case RESET_BEFORE_READING, RESET_AFTER -> reset(socket);
            case STALLED_BEFORE, ANSWER_LOST -> {
                Thread.sleep(VendorFault.STALL);
                reset(socket);
            }
            case CARRIED_OUT_LATE -> {
                later(request);
                Thread.sleep(VendorFault.STALL);
                reset(socket);
            }
            case HALF_ANSWER -> {
                byte[] bytes = bytes(done);
                socket.getOutputStream().write(bytes, 0, bytes.length - done.body().length / 2 - 1);
                socket.getOutputStream().flush();
                reset(socket);
            }
            case DRIPPED_ANSWER -> drip(socket, bytes(done));
            default -> whole(socket, VendorAnswer.refusal(request.vendor(), fault));
        }
        return !socket.isClosed();
    }

    private Duration slowness() {
        synchronized (random) {
            return Duration.ofMillis(2000 + random.nextInt(5000));
        }
    }

    private void later(VendorRequest request) {
        threads.submit(() -> {
            Thread.sleep(VendorFault.LATE);
            return world.perform(request, true);
        });
    }

    private static byte[] bytes(VendorAnswer answer) {
        byte[] head = ("HTTP/1.1 " + answer.status() + " OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + answer.body().length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = java.util.Arrays.copyOf(head, head.length + answer.body().length);
        System.arraycopy(answer.body(), 0, bytes, head.length, answer.body().length);
        return bytes;
    }

    private static void whole(Socket socket, VendorAnswer answer) throws IOException {
        socket.getOutputStream().write(bytes(answer));
        socket.getOutputStream().flush();
    }

    /** A byte now and then, for longer than anybody waits. */
    private static void drip(Socket socket, byte[] bytes) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        long end = System.nanoTime() + VendorFault.STALL.toNanos();
        for (int i = 0; i < bytes.length && System.nanoTime() < end; i++) {
            out.write(bytes[i]);
            out.flush();
            Thread.sleep(DRIP);
        }
        reset(socket);
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
