package io.voxgate.replicas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a replica and its database, as a firewall does. It can forget the connections that are open: they stay
 * open, and nothing gets through them any more, in either direction. New ones work.
 */
final class DatabaseRelay implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private final List<Pair> pairs = new CopyOnWriteArrayList<>();

    private DatabaseRelay(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @param port of the database */
    static DatabaseRelay open(int port) {
        try {
            DatabaseRelay relay = new DatabaseRelay(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was open until now leads nowhere. @return how many connections that are */
    int forget() {
        List<Pair> open = pairs.stream()
                .filter(pair -> !pair.forgotten && !pair.client.isClosed())
                .toList();
        open.forEach(pair -> pair.forgotten = true);
        return open.size();
    }

    private final class Pair {
        private final Socket client;
        private final Socket database;
        private volatile boolean forgotten;

        private Pair(Socket client) throws IOException {
            this.client = client;
            this.database = new Socket(InetAddress.getLoopbackAddress(), port);
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            Thread.ofPlatform().daemon().start(() -> pump(client, database));
            Thread.ofPlatform().daemon().start(() -> pump(database, client));
        }

        private void pump(Socket from, Socket to) {
            byte[] part = new byte[16 << 10];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    if (!forgotten) {
                        out.write(part, 0, read);
                    }
                }
            } catch (IOException _) {
                // One side closed.
            }
            if (!forgotten) {
                close();
            }
        }

        private void close() {
            try {
                client.close();
                database.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                pairs.add(new Pair(server.accept()));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        pairs.forEach(Pair::close);
    }
}
