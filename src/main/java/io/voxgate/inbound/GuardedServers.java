package io.voxgate.inbound;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts a guard on every connection that a server of this process accepts. Netty makes this object itself (its service
 * file names it) where {@code io.netty.bootstrap.extensions} says so; therefore what it shares with the service is
 * static.
 */
public final class GuardedServers extends ChannelInitializerExtension {
    private static volatile InboundLimits limits = InboundLimits.usual();
    private static final Map<Channel, InboundPort> PORTS = new ConcurrentHashMap<>();

    /** Before the first server of this process listens. */
    static void enable(InboundLimits chosen) {
        limits = chosen;
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** The ports that are listened on now. */
    static Collection<InboundPort> ports() {
        return List.copyOf(PORTS.values());
    }

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        PORTS.put(channel, new InboundPort(limits));
        channel.closeFuture().addListener(_ -> PORTS.remove(channel));
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        InboundPort port = PORTS.computeIfAbsent(channel.parent(), _ -> new InboundPort(limits));
        channel.pipeline().addFirst("voxgate-guard", new ConnectionGuard(port));
    }
}
