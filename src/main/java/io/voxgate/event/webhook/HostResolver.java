package io.voxgate.event.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
@FunctionalInterface
public interface HostResolver {
    /** In the order in which they should be tried; never empty. */
    List<InetAddress> resolve(String host) throws UnknownHostException, InterruptedException;
}
