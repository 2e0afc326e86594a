package io.voxgate.inbound;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The connections of one port that is listened on, and what is bounded over all of them. */
final class InboundPort {
    private static final int NETWORK_BYTES = 8;

    private final InboundLimits limits;
    private final OpenConnections<Channel> table;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicLong headBytes = new AtomicLong();
    private final Map<Reason, LongAdder> closed = new EnumMap<>(Reason.class);

    /** Why a connection was closed from our side. */
    enum Reason {
        /** No room, and no idle connection that could be closed. */
        REFUSED,
        /** It made room for a newer one. */
        MADE_ROOM,
        SLOW_HEAD,
        SLOW_BODY,
        /** Too many bytes of incomplete heads in all. */
        HEADS_TOO_LARGE,
        /** It began with HTTP/2, which is not spoken in clear text. */
        HTTP_2
    }

    InboundPort(InboundLimits limits) {
        this.limits = limits;
        this.table = new OpenConnections<>(limits.connections(), limits.perAddress());
        Arrays.stream(Reason.values()).forEach(reason -> closed.put(reason, new LongAdder()));
    }

    InboundLimits limits() {
        return limits;
    }

    OpenConnections<Channel> table() {
        return table;
    }

    /** It may stay; it is forgotten when it is closed. */
    void opened(Channel channel) {
        open.add(channel);
    }

    /** The connection between these two addresses: one, or none when it is closed already. */
    Stream<Channel> between(ConnectionAddresses addresses) {
        return open.stream()
                .filter(channel -> ConnectionAddresses.of(channel)
                        .filter(addresses::equals)
                        .isPresent());
    }

    /** Takes room for bytes of a head; whether there was some. */
    boolean takeHeadBytes(long bytes) {
        return headBytes.addAndGet(bytes) <= limits.headBytes();
    }

    void giveHeadBytes(long bytes) {
        headBytes.addAndGet(-bytes);
    }

    long headBytes() {
        return headBytes.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void close(Channel channel, Reason reason) {
        closed(reason).increment();
        channel.close();
    }

    LongAdder closed(Reason reason) {
        return closed.getOrDefault(reason, new LongAdder());
    }

    /**
     * Whom a connection is counted for: an address; of IPv6 the network, in which everybody may have any number of
     * addresses.
     */
    static Object origin(SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "unknown";
        }
        InetAddress address = inet.getAddress();
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address;
    }
}
