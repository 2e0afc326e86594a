package io.voxgate.api.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the request that is being answered comes from, as far as the network shows: behind a proxy everybody comes from
 * one address. So nothing may be forbidden by it; it only keeps one sender of wrong keys from using up what is there
 * for all.
 */
@ApplicationScoped
public class RemoteAddress {
    private static final int NETWORK_GROUPS = 4;

    private final RoutingContext context;

    public RemoteAddress(RoutingContext context) {
        this.context = context;
    }

    public String text() {
        return of(context.request());
    }

    /** The address; of IPv6 the network, of which one sender has all addresses. */
    public static String of(HttpServerRequest request) {
        String address = Optional.ofNullable(request.remoteAddress())
                .map(SocketAddress::hostAddress)
                .orElse("unknown");
        return address.contains(":")
                ? Arrays.stream(address.split(":")).limit(NETWORK_GROUPS).collect(Collectors.joining(":"))
                : address;
    }
}
