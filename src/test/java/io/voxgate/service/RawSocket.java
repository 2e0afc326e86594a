package io.voxgate.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** A connection of a client that sends what it likes: bytes as they stand, also half of a request. */
final class RawSocket implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    /** How long is listened at a time: what follows an answer by mistake follows it at once. */
    private static final Duration LISTEN = Duration.ofMillis(150);

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    private final Socket socket;

    private RawSocket(Socket socket) {
        this.socket = socket;
    }

    /** @param from an address of loopback, so that one machine looks like several */
    static RawSocket open(String from) {
        URI root = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", root.getPort()), 5_000);
            return new RawSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawSocket open() {
        return open("127.0.0.1");
    }

    RawSocket send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came within that time, or until the other side closed. */
    Heard hear(Duration most) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        long end = System.nanoTime() + most.toNanos();
        try {
            InputStream in = socket.getInputStream();
            byte[] part = new byte[16_384];
            while (System.nanoTime() < end) {
                socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
                int read = in.read(part);
                if (read < 0) {
                    return new Heard(heard.toString(StandardCharsets.ISO_8859_1), true);
                }
                heard.write(part, 0, read);
            }
        } catch (SocketTimeoutException _) {
            return new Heard(heard.toString(StandardCharsets.ISO_8859_1), false);
        } catch (IOException _) {
            return new Heard(heard.toString(StandardCharsets.ISO_8859_1), true);
        }
        return new Heard(heard.toString(StandardCharsets.ISO_8859_1), false);
    }

    /**
     * One whole answer, and what follows it within a moment; without one, what came within that time or until the other
     * side closed.
     */
    Heard answer(Duration most) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && !isWhole(heard.toString(StandardCharsets.ISO_8859_1))) {
            Heard part = hear(LISTEN);
            heard.writeBytes(part.text().getBytes(StandardCharsets.ISO_8859_1));
            if (part.closed()) {
                return new Heard(heard.toString(StandardCharsets.ISO_8859_1), true);
            }
        }
        return new Heard(heard.toString(StandardCharsets.ISO_8859_1), false);
    }

    private static boolean isWhole(String text) {
        int head = text.indexOf("\r\n\r\n");
        Matcher length = LENGTH.matcher(text);
        return head > 0
                && length.find()
                && length.start() < head
                && text.length() >= head + 4 + Integer.parseInt(length.group(1));
    }

    /** Breaks the connection off (RST). */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the other side closed it. */
    boolean closed() {
        return hear(Duration.ofMillis(1)).closed();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param closed whether the other side closed the connection */
    record Heard(String text, boolean closed) {
        List<Integer> statuses() {
            return STATUS.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .map(line -> Integer.parseInt(line.substring(9)))
                    .toList();
        }
    }
}
