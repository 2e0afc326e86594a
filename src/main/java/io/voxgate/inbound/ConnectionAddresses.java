package io.voxgate.inbound;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a connection, {@code address/port}. No two open connections have the same two, so the server's and
 * Netty's can be matched.
 */
record ConnectionAddresses(String local, String remote) {
    /** Empty when it is not a connection of the network, or closed already. */
    static Optional<ConnectionAddresses> of(Channel channel) {
        return of(text(channel.localAddress()), text(channel.remoteAddress()));
    }

    /** As the connection itself is, whatever a proxy in front says of the client. */
    static Optional<ConnectionAddresses> of(HttpConnection connection) {
        return of(text(connection.localAddress(true)), text(connection.remoteAddress(true)));
    }

    private static Optional<ConnectionAddresses> of(Optional<String> local, Optional<String> remote) {
        return local.flatMap(here -> remote.map(there -> new ConnectionAddresses(here, there)));
    }

    private static Optional<String> text(java.net.@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet && !inet.isUnresolved()
                ? Optional.of(inet.getAddress().getHostAddress() + "/" + inet.getPort())
                : Optional.empty();
    }

    private static Optional<String> text(@Nullable SocketAddress address) {
        return Optional.ofNullable(address)
                .filter(SocketAddress::isInetSocket)
                .map(inet -> inet.hostAddress() + "/" + inet.port());
    }
}
