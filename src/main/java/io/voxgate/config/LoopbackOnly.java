package io.voxgate.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Where {@code start} listens: on this machine alone, because it opens what a network must not reach (the sandbox's
 * accounts, private addresses).
 */
public final class LoopbackOnly {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int USUAL_MANAGEMENT_PORT = 9000;

    private LoopbackOnly() {}

    /** Sets what the environment leaves open. */
    public static void choose(Settings settings) {
        ListenSettings given = settings.of(ListenSettings.class);
        if (given.host().isEmpty()) {
            System.setProperty("voxgate.host", LOOPBACK);
        }
        // Two starts on one machine should need two different ports of the API, and nothing more.
        if (given.managementPort().isEmpty() && taken(USUAL_MANAGEMENT_PORT)) {
            System.setProperty("voxgate.management-port", "0");
        }
    }

    private static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
