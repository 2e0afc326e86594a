package io.voxgate.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * M9: connections that never end their request: half of them stop within the head, half within the body. No key is
 * needed.
 *
 * @param connections in the reproduction
 * @param most in the long form; both sides have their limit of open files
 * @param longest how long the service may keep half a request
 */
record HalfRequestAttack(int connections, int most, Duration longest) implements Attack {
    private static final byte[] HEAD =
            "GET /v1/sessions HTTP/1.1\r\nHost: voxgate.test\r\nX-Half: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY =
            ("POST /v1/translations HTTP/1.1\r\nHost: voxgate.test\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "half-requests";
    }

    @Override
    public String purpose() {
        return "M9: thousands of connections with half a request each, without a key";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(5).databaseCpuMillis(1);
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        List<SocketChannel> open = new ArrayList<>();
        try {
            fill(target, tally, open, connections);
            target.pause(Duration.ofSeconds(2));
        } finally {
            open.forEach(HalfRequestAttack::close);
        }
    }

    /** Opens again whatever was closed, every few seconds. */
    @Override
    public void keepOn(AttackTarget target, AttackTally tally) {
        List<SocketChannel> open = new ArrayList<>();
        try {
            SocketChannel first = half(target, tally, open).orElse(null);
            long began = System.nanoTime();
            boolean kept = first != null;
            while (target.goesOn()) {
                fill(target, tally, open, most);
                target.pause(Duration.ofSeconds(2));
                if (kept && closed(first)) {
                    kept = false;
                }
                open.removeIf(channel -> channel != first && closed(channel) && close(channel));
                if (kept && System.nanoTime() - began > longest.toNanos()) {
                    tally.fault("half a request was kept for more than " + longest.toSeconds() + " seconds");
                    kept = false;
                }
            }
        } finally {
            open.forEach(HalfRequestAttack::close);
        }
    }

    private static void fill(AttackTarget target, AttackTally tally, List<SocketChannel> open, int many) {
        while (open.size() < many
                && target.goesOn()
                && half(target, tally, open).isPresent()) {}
    }

    /** A further connection; none when one was refused. */
    private static Optional<SocketChannel> half(AttackTarget target, AttackTally tally, List<SocketChannel> open) {
        byte[] bytes = open.size() % 2 == 0 ? HEAD : BODY;
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(AttackTarget.ADDRESS, 0));
            channel.socket()
                    .connect(new InetSocketAddress("127.0.0.1", target.replica().port()), 2_000);
            channel.write(ByteBuffer.wrap(bytes));
            channel.configureBlocking(false);
            open.add(channel);
            tally.counted(bytes.length, "open");
            return Optional.of(channel);
        } catch (IOException e) {
            tally.counted(0, WireAnswer.REFUSED);
            if (channel != null) {
                close(channel);
            }
            return Optional.empty();
        }
    }

    /** Whether the service has ended it. */
    private static boolean closed(SocketChannel channel) {
        try {
            ByteBuffer rest = ByteBuffer.allocate(4096);
            int read = channel.read(rest);
            while (read > 0) {
                rest.clear();
                read = channel.read(rest);
            }
            return read < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Gone either way.
        }
        return true;
    }
}
