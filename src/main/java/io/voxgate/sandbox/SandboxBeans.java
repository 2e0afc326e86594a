package io.voxgate.sandbox;

import io.quarkus.arc.All;
import io.voxgate.config.SandboxSettings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Puts the sandbox together in the service. Accounts: the built-in ones and those of every {@link SandboxAccounts}
 * bean.
 */
@Singleton
public final class SandboxBeans {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpCallbackSender carrier = new HttpCallbackSender();
    private final SandboxSettings settings;

    public SandboxBeans(SandboxSettings settings) {
        this.settings = settings;
    }

    @Produces
    @Singleton
    RealTimeScheduler stage() {
        return new RealTimeScheduler(settings.speed());
    }

    @Produces
    @Singleton
    SandboxWorld world(Clock clock, RealTimeScheduler stage, @All List<SandboxAccounts> stored) {
        return new SandboxWorld(
                clock, stage, union(stored), new CallbackSender(clock, stage, carrier, executor), SandboxBeans::id);
    }

    @Produces
    @Singleton
    Sandbox sandbox(@All List<Simulator> simulators) {
        return new Sandbox(simulators, SandboxBeans::id);
    }

    void close(@Disposes RealTimeScheduler stage) {
        stage.close();
        executor.shutdownNow();
        carrier.close();
    }

    static SandboxAccounts union(List<SandboxAccounts> stored) {
        List<SandboxAccounts> all =
                Stream.concat(Stream.of(new BuiltInAccounts()), stored.stream()).toList();
        return (vendor, keyId) -> all.stream()
                .flatMap(accounts -> accounts.byKeyId(vendor, keyId).stream())
                .toList();
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
