package io.voxgate.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Sends requests to one replica from one address, each over a connection of its own.
 *
 * @param port of the replica
 * @param from the address that the replica sees
 * @param patience how long an answer is waited for
 */
record WireClient(int port, InetAddress from, Duration patience) {
    static WireClient at(int port, String from, Duration patience) {
        try {
            return new WireClient(port, InetAddress.getByName(from), patience);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(from, e);
        }
    }

    WireConnection open() throws IOException {
        return WireConnection.open(port, from, 0);
    }

    /** As {@link #open}, by a client that takes few bytes which nobody reads. */
    WireConnection openNarrow() throws IOException {
        return WireConnection.open(port, from, 2048);
    }

    WireAnswer exchange(byte[] request) {
        try (WireConnection connection = open()) {
            return exchange(connection, request);
        } catch (IOException e) {
            return WireAnswer.none(WireAnswer.REFUSED, 0);
        }
    }

    private WireAnswer exchange(WireConnection connection, byte[] request) {
        try {
            connection.send(request);
        } catch (IOException e) {
            // Who refuses a body answers before it was sent, and closes: what was answered may still be there.
        }
        return connection.answer(patience);
    }

    /** Sends a request whose success is a condition of what follows. */
    WireAnswer must(byte[] request) {
        WireAnswer answer = exchange(request);
        if (!answer.good()) {
            throw new IllegalStateException("Answered " + answer.outcome() + ": " + answer.text());
        }
        return answer;
    }
}
