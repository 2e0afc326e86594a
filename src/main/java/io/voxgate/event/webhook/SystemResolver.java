package io.voxgate.event.webhook;

import io.voxgate.egress.NameLookups;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the machine's name service. */
@ApplicationScoped
public class SystemResolver implements HostResolver {
    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException, InterruptedException {
        return List.of(NameLookups.of(host));
    }
}
