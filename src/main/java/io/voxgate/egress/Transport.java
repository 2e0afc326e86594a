package io.voxgate.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.voxgate.adapter.HttpCall;
import io.voxgate.config.EgressSettings;
import io.voxgate.egress.ratelimit.RateLimitPermit;
import io.voxgate.limits.Limit;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends signed calls, byte for byte, and reports whether the request may have reached the vendor. The name is resolved
 * here and the checked address is the one connected to; redirects are not followed; nothing is ever sent twice.
 */
@ApplicationScoped
public class Transport {
    private static final int WAITING = 512;
    private static final int HIGHEST_PORT = 65_535;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final String STOPPING = "Voxgate is stopping.";

    private final HttpClient client;
    private final CallRecorder recorder;
    private final AddressPolicy guard;
    private final ExecutorService resolvers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    @Inject
    public Transport(Vertx vertx, MeterRegistry meters, EgressSettings settings) {
        this(vertx, meters, new EgressAddressPolicy(settings.privateAddresses()));
    }

    Transport(Vertx vertx, MeterRegistry meters, AddressPolicy guard) {
        this.client = OutgoingConnections.client(
                vertx,
                "vendor",
                new HttpClientOptions()
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setMaxWaitQueueSize(WAITING)
                        .setForceSni(true),
                new PoolOptions().setHttp1MaxSize(Limit.VENDOR_CONNECTIONS_PER_HOST.count()));
        this.recorder = new CallRecorder(meters);
        this.guard = guard;
    }

    /** Sends a call and waits for the whole answer, at most until the deadline. */
    public SendResult send(String vendor, HttpCall call, Deadline deadline) {
        return send(vendor, call, RateLimitPermit.any(), deadline);
    }

    /** The same, if it can go out before its permit expires. */
    public SendResult send(String vendor, HttpCall call, RateLimitPermit permit, Deadline deadline) {
        return recorder.recorded(vendor, call, () -> exchange(call, permit, deadline));
    }

    private SendResult exchange(HttpCall call, RateLimitPermit permit, Deadline deadline) {
        if (closed) {
            return new SendResult.NotSent(STOPPING);
        }
        if (deadline.remaining() == 0) {
            return new SendResult.NotSent("No time was left for the call to the vendor.");
        }
        URI uri = call.uri();
        Future<InetAddress[]> resolving = resolvers.submit(() -> NameLookups.of(uri.getHost()));
        InetAddress[] addresses;
        try {
            addresses = resolving.get(deadline.remaining(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return new SendResult.NotSent("The vendor's host name could not be resolved.");
        } catch (TimeoutException e) {
            resolving.cancel(true);
            return new SendResult.NotSent("The vendor's host name was not resolved before the deadline.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendResult.NotSent(STOPPING);
        }
        return Arrays.stream(addresses)
                .map(guard::refusal)
                .flatMap(Optional::stream)
                .findFirst()
                .<SendResult>map(SendResult.NotSent::new)
                .orElseGet(() -> connect(new HttpExchange(call, permit), call, addresses[0], deadline));
    }

    private SendResult connect(HttpExchange exchange, HttpCall call, InetAddress address, Deadline deadline) {
        URI uri = call.uri();
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        if (port < 1 || port > HIGHEST_PORT) {
            return new SendResult.NotSent("The endpoint's port " + port + " is none.");
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .setConnectTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.remaining())));
        try {
            client.request(options).onComplete(exchange::connected);
        } catch (IllegalStateException _) {
            // The client was closed at this moment.
            return new SendResult.NotSent(STOPPING);
        }
        return await(exchange, deadline);
    }

    private static SendResult await(HttpExchange exchange, Deadline deadline) {
        CompletableFuture<SendResult> result = exchange.result();
        try {
            return result.get(deadline.remaining(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return exchange.giveUp("before the deadline");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return exchange.giveUp("before Voxgate stopped");
        } catch (ExecutionException e) {
            throw new IllegalStateException("An exchange never fails, it ends", e.getCause());
        }
    }

    /** Callers are done with their calls by then; a call that comes all the same is not sent. */
    @PreDestroy
    void close() {
        closed = true;
        client.close();
        resolvers.shutdownNow();
    }
}
