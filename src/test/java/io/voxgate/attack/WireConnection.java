package io.voxgate.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One clear HTTP/1.1 connection, byte by byte, so that a client costs next to nothing and may send what no client
 * sends.
 */
final class WireConnection implements AutoCloseable {
    /** How much of a body is kept. */
    static final int KEPT = 1 << 20;

    private static final int CONNECT_MILLIS = 5_000;

    private final Socket socket;
    private final InputStream in;
    private long deadline;
    private long received;

    private WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
    }

    /**
     * @param from the client's own address: any in 127.0.0.0/8 on this machine
     * @param window how many bytes it takes that nobody reads; 0: as the system likes
     */
    static WireConnection open(int port, InetAddress from, int window) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            if (window > 0) {
                socket.setReceiveBufferSize(window);
            }
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return new WireConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next answer, whatever becomes of it. */
    WireAnswer answer(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
        received = 0;
        try {
            return read();
        } catch (SocketTimeoutException e) {
            return WireAnswer.none(WireAnswer.SILENT, received);
        } catch (IOException e) {
            return WireAnswer.none(WireAnswer.CUT, received);
        }
    }

    private WireAnswer read() throws IOException {
        String status = line().replaceFirst("^HTTP/1\\.[01] (\\d{3}).*", "$1");
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            for (int size = size(line()); size > 0; size = size(line())) {
                take(size, kept);
                line();
            }
            line();
        } else {
            take(Long.parseLong(headers.getOrDefault("content-length", "0")), kept);
        }
        return new WireAnswer(status, received, headers, kept.toByteArray());
    }

    private static int size(String line) {
        return Integer.parseInt(line.strip(), 16);
    }

    private void take(long length, ByteArrayOutputStream kept) throws IOException {
        byte[] part = new byte[8 << 10];
        for (long left = length; left > 0; ) {
            awaitBytes(deadline);
            int read = in.read(part, 0, (int) Math.min(part.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            received += read;
            left -= read;
            kept.write(part, 0, Math.min(read, KEPT - kept.size()));
        }
    }

    /** A line without its end. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = octet(); next != '\n'; next = octet()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
    }

    private int octet() throws IOException {
        if (in.available() == 0) {
            awaitBytes(deadline);
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        received++;
        return next;
    }

    private void awaitBytes(long until) throws IOException {
        long left = until == 0 ? 0 : Math.max(1, (until - System.nanoTime()) / 1_000_000);
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
        if (until != 0 && until < System.nanoTime()) {
            throw new SocketTimeoutException();
        }
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
