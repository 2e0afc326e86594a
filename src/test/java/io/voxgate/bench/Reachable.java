package io.voxgate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether something listens at a port of this machine. */
final class Reachable {
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Reachable() {}

    static void await(int port, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (!now(port)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Nothing listens at port " + port + " after " + most);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static boolean now(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
