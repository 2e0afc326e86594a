package io.voxgate.inbound;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import java.util.List;

/**
 * Closes a connection with whatever its reader has not taken. The server's own ways to close, that of the channel too,
 * send that first, so that a reader who takes nothing keeps the connection open. Netty's first handler of a connection
 * has nothing before it that would wait.
 */
public final class AbruptClose {
    private AbruptClose() {}

    /**
     * Does not wait. A connection without a guard is closed in the usual way: at the latest when nothing was sent for
     * the idle time.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public static void of(HttpConnection connection) {
        List<Channel> channels = ConnectionAddresses.of(connection).stream()
                .flatMap(addresses -> GuardedServers.ports().stream().flatMap(port -> port.between(addresses)))
                .toList();
        if (channels.isEmpty()) {
            connection.close();
        } else {
            channels.forEach(channel -> channel.pipeline().firstContext().close());
        }
    }
}
