package io.voxgate.replicas;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that keeps its connection, repeats nothing, and sees how far an answer came. */
final class KeptConnection implements AutoCloseable {
    private static final int MILLIS = 40_000;

    private final Socket socket;
    private final InputStream in;

    private KeptConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** @throws IOException when the connection is refused */
    static KeptConnection open(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            return new KeptConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * @param status 0: the connection ended before the answer did; headers: by name in lower case; bytes: how many came
     */
    record Answer(int status, Map<String, String> headers, String body, int bytes) {
        boolean isLast() {
            return status == 0 || "close".equalsIgnoreCase(headers.get("connection"));
        }
    }

    /** One request with all of its lines, and what became of it. */
    Answer ask(String request) {
        Counted counted = new Counted();
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return read(counted);
        } catch (IOException _) {
            return new Answer(0, Map.of(), "", counted.bytes);
        }
    }

    private static final class Counted {
        private int bytes;
    }

    private Answer read(Counted counted) throws IOException {
        int status = Integer.parseInt(line(counted).split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(counted); !line.isEmpty(); line = line(counted)) {
            headers.merge(
                    line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if (body.length < Integer.parseInt(headers.getOrDefault("content-length", "0"))) {
            throw new IOException("The answer was cut");
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), counted.bytes + body.length);
    }

    private String line(Counted counted) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The answer was cut");
            }
            counted.bytes++;
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
