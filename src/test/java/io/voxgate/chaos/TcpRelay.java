package io.voxgate.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line between a client and a server, which can be made bad. */
final class TcpRelay implements AutoCloseable {
    private static final Duration DRIP = Duration.ofMillis(20);
    private static final int DROP = 16;
    private static final int MOST = 16 << 10;

    /** What the line does. */
    private enum Manner {
        PASS,
        DRIP,
        HALF_ANSWER
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Manner manner = Manner.PASS;

    private TcpRelay(ServerSocket server) {
        this.server = server;
        threads.submit(this::accept);
    }

    static TcpRelay open() {
        try {
            return new TcpRelay(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Where it leads to; without one, connections are closed. */
    TcpRelay to(int port) {
        target = port;
        return this;
    }

    /** Resets all connections of this moment. */
    void reset() {
        lines.forEach(Line::reset);
    }

    /**
     * What goes over the connections of this moment is swallowed from now on, in both directions, and nobody is told.
     * New ones are good.
     */
    void swallow() {
        lines.forEach(line -> line.swallows = true);
    }

    /** From now on bytes come in small pieces. */
    void drip() {
        manner = Manner.DRIP;
    }

    /** From now on each answer is cut in half, and its connection reset. */
    void halfAnswers() {
        manner = Manner.HALF_ANSWER;
    }

    /** All is well again; what was swallowed is lost. */
    void heal() {
        manner = Manner.PASS;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Line line = new Line(server.accept());
                threads.submit(line::run);
            } catch (IOException _) {
                // It was closed; the loop ends.
            }
        }
    }

    private final class Line {
        private final Socket client;
        private final Socket far = new Socket();
        private volatile boolean swallows;

        private Line(Socket client) {
            this.client = client;
        }

        private void run() {
            try {
                // Small packets are sent at once, as without a relay.
                client.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                far.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2000);
                lines.add(this);
                threads.submit(() -> pump(client, far, false));
                pump(far, client, true);
            } catch (IOException _) {
                reset();
            } finally {
                lines.remove(this);
            }
        }

        private void pump(Socket from, Socket to, boolean answers) {
            byte[] buffer = new byte[MOST];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    forward(out, buffer, read, answers);
                }
                if (!swallows) {
                    to.shutdownOutput();
                }
            } catch (IOException | InterruptedException _) {
                reset();
            }
        }

        private void forward(OutputStream out, byte[] bytes, int length, boolean answers)
                throws IOException, InterruptedException {
            if (swallows) {
                return;
            }
            switch (manner) {
                case PASS -> out.write(bytes, 0, length);
                case DRIP -> {
                    for (int i = 0; i < length; i += DROP) {
                        out.write(bytes, i, Math.min(DROP, length - i));
                        Thread.sleep(DRIP);
                    }
                }
                case HALF_ANSWER -> {
                    out.write(bytes, 0, answers ? length / 2 : length);
                    if (answers) {
                        reset();
                    }
                }
            }
        }

        private void reset() {
            for (Socket socket : new Socket[] {client, far}) {
                try {
                    socket.setSoLinger(true, 0);
                    socket.close();
                } catch (IOException _) {
                    // It is gone already, which is what was wanted.
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
        threads.shutdownNow();
    }
}
