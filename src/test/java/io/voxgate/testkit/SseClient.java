package io.voxgate.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A reader of one event stream on a bare socket: it can stop in the middle of anything. */
public final class SseClient implements AutoCloseable {
    private static final int BUFFER = 8_192;

    private final Socket socket;
    private final InputStream in;
    private final SseParser parser;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream size = new ByteArrayOutputStream();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;
    private boolean headDone;
    private long chunkLeft = -1;
    private boolean ended;

    private SseClient(Socket socket, String lastEventId) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.parser = new SseParser(lastEventId);
    }

    /** @param receiveBuffer bytes that the system may keep for us; 0: as it likes */
    public static SseClient open(int port, String path, Map<String, String> headers, int receiveBuffer)
            throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        StringBuilder request =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return new SseClient(socket, headers.getOrDefault("Last-Event-ID", ""));
    }

    public static SseClient open(int port, String path, String key) throws IOException {
        return open(port, path, Map.of("Authorization", "Bearer " + key), 0);
    }

    /** Reads until something is so, or the answer ends, or time is up. @return whether it is so */
    public boolean until(BooleanSupplier enough, Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (!enough.getAsBoolean() && !ended && System.nanoTime() < end) {
            read(BUFFER, Duration.ofMillis(50));
        }
        return enough.getAsBoolean();
    }

    /**
     * Reads at most so many bytes, as they come over the wire. @return how many; 0 when none came in time, -1 at the
     * end
     */
    public int read(int most, Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        byte[] bytes = new byte[Math.min(most, BUFFER)];
        try {
            int count = in.read(bytes);
            if (count < 0) {
                ended = true;
                return count;
            }
            for (int i = 0; i < count; i++) {
                take(bytes[i]);
            }
            return count;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private void take(byte one) {
        if (!headDone) {
            head.write(one);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                begin(text);
            }
        } else if (chunkLeft > 0) {
            chunkLeft--;
            parser.feed(new byte[] {one});
        } else {
            size(one);
        }
    }

    private void begin(String text) {
        headDone = true;
        String[] lines = text.strip().split("\r\n");
        status = Integer.parseInt(lines[0].split(" ")[1]);
        for (int i = 1; i < lines.length; i++) {
            headers.put(lines[i].split(": ", 2)[0], lines[i].split(": ", 2)[1]);
        }
        boolean chunked =
                "chunked".equals(headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT));
        chunkLeft = chunked ? 0 : Long.MAX_VALUE;
        ended = status == 204 || "0".equals(headers.get("Content-Length"));
    }

    /** The line with a chunk's size, and the empty one after the chunk before. */
    private void size(byte one) {
        size.write(one);
        String text = size.toString(StandardCharsets.ISO_8859_1);
        if (text.endsWith("\r\n")) {
            size.reset();
            if (!text.isBlank()) {
                chunkLeft = Long.parseLong(text.strip(), 16);
                ended = chunkLeft == 0;
            }
        }
    }

    public SseParser parser() {
        return parser;
    }

    /** 0 before the head of the answer is here. */
    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The answer, or the connection, is at its end. */
    public boolean ended() {
        return ended;
    }

    /** Ends the connection without a word. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
