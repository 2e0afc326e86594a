package io.voxgate.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One HTTP/1.1 connection to this machine that is kept open and costs little: on two processors the load's own work is
 * taken from what is measured. A connection that broke is opened anew for the next request; nothing is sent twice.
 */
final class LoadConnection implements AutoCloseable {
    private static final int TIMEOUT = (int) Duration.ofSeconds(30).toMillis();

    private static final int MOST_AGAIN = 30;
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final int port;
    private final byte[] buffer = new byte[32 << 10];
    private Optional<Socket> open = Optional.empty();
    private int from;
    private int to;

    LoadConnection(int port) {
        this.port = port;
    }

    LoadAnswer exchange(byte[] request) {
        try {
            Socket socket = open.isPresent() ? open.get() : connect();
            socket.getOutputStream().write(request);
            return read(socket.getInputStream());
        } catch (IOException e) {
            close();
            return LoadAnswer.NONE;
        }
    }

    /** Sends a request whose success is a condition of what follows; again, where it was asked to come later. */
    LoadAnswer must(byte[] request) {
        LoadAnswer answer = exchange(request);
        for (int again = 0; answer.status() == 429 && again < MOST_AGAIN; again++) {
            LockSupport.parkNanos(PAUSE);
            answer = exchange(request);
        }
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("Answered " + answer.status() + ": " + answer.text());
        }
        return answer;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        open = Optional.of(socket);
        from = 0;
        to = 0;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT);
        return socket;
    }

    private LoadAnswer read(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (isHeader(line, "content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            } else if (isHeader(line, "transfer-encoding:")) {
                chunked = true;
            }
        }
        int status = Integer.parseInt(first.substring(9, 12));
        return new LoadAnswer(status, chunked ? chunks(in) : bytes(in, length));
    }

    private static boolean isHeader(String line, String name) {
        return line.regionMatches(true, 0, name, 0, name.length());
    }

    private byte[] chunks(InputStream in) throws IOException {
        byte[] all = new byte[0];
        for (int size = size(line(in)); size > 0; size = size(line(in))) {
            byte[] part = bytes(in, size);
            int before = all.length;
            all = Arrays.copyOf(all, before + size);
            System.arraycopy(part, 0, all, before, size);
            line(in);
        }
        line(in);
        return all;
    }

    private static int size(String line) {
        return Integer.parseInt(line.strip(), 16);
    }

    private byte[] bytes(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int there = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, 0, there);
        from += there;
        if (in.readNBytes(bytes, there, length - there) < length - there) {
            throw new EOFException();
        }
        return bytes;
    }

    /** A line without its end. */
    private String line(InputStream in) throws IOException {
        int looked = from;
        while (true) {
            for (; looked < to; looked++) {
                if (buffer[looked] == '\n') {
                    String line = new String(buffer, from, looked - from, StandardCharsets.ISO_8859_1);
                    from = looked + 1;
                    return line.stripTrailing();
                }
            }
            looked -= from;
            fill(in);
        }
    }

    /** Reads more behind what is not taken yet, which moves to the front. */
    private void fill(InputStream in) throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = to == buffer.length ? -1 : in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new EOFException();
        }
        to += read;
    }

    @Override
    public void close() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            // It is of no more use either way.
        }
        open = Optional.empty();
    }
}
