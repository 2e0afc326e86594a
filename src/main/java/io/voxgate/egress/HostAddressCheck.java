package io.voxgate.egress;

import io.voxgate.config.EgressSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up when a place for calls is stored, so that one that leads to a forbidden address is refused at once.
 */
@ApplicationScoped
public class HostAddressCheck {
    private static final int TIMEOUT_SECONDS = 2;

    private final EgressAddressPolicy guard;
    private final ExecutorService resolvers = Executors.newVirtualThreadPerTaskExecutor();

    public HostAddressCheck(EgressSettings settings) {
        this.guard = new EgressAddressPolicy(settings.privateAddresses());
    }

    /**
     * Why calls may not go to this host, as the end of a sentence; empty when they may, or when the name cannot be
     * looked up now.
     */
    public Optional<String> refusal(String host) {
        Future<InetAddress[]> resolving = resolvers.submit(() -> NameLookups.of(host));
        try {
            return Arrays.stream(resolving.get(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .map(guard::refusal)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(_ -> "leads to a private, link-local or metadata address");
        } catch (ExecutionException | TimeoutException e) {
            resolving.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        resolvers.shutdownNow();
    }
}
