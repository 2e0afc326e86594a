package io.voxgate.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loopback server that keeps every request it read, byte for byte, and then does what the test says. */
public final class FaultyServer implements AutoCloseable {

    /** What happens once a request was read whole. */
    @FunctionalInterface
    public interface ServerFault {
        void play(Socket socket, OutputStream out) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final boolean readFirst;

    public FaultyServer(boolean readFirst, ServerFault plot) throws IOException {
        this.readFirst = readFirst;
        Thread.ofVirtual().start(() -> accept(plot));
    }

    public FaultyServer(ServerFault plot) throws IOException {
        this(true, plot);
    }

    public static ServerFault answer(String text) {
        return (_, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String http(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    public static ServerFault reset() {
        return (socket, _) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    public List<String> requests() {
        return requests;
    }

    private void accept(ServerFault plot) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket, plot));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void serve(Socket socket, ServerFault plot) {
        try (socket) {
            while (true) {
                if (readFirst) {
                    requests.add(request(socket.getInputStream()));
                }
                plot.play(socket, socket.getOutputStream());
                socket.getOutputStream().flush();
                if (!readFirst) {
                    return;
                }
            }
        } catch (IOException e) {
            return; // the client went away, or the plot closed the socket
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("end");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(l -> l.toLowerCase().startsWith("content-length:"))
                .mapToInt(l -> Integer.parseInt(l.substring(15).strip()))
                .sum();
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
