package io.voxgate.connection;

import io.voxgate.caching.CacheLimits;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.caching.InvalidatingCache;
import io.voxgate.database.RowChange;
import io.voxgate.json.Json;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Connections kept open until they are changed. Their secrets are kept as {@code SecretText}, not encrypted: the master
 * key is in the same memory, so that sealing would protect nothing and cost each call; they are bounded, gone after a
 * minute, and print as asterisks.
 */
@Decorator
@Priority(10)
abstract class CachedConnections implements Connections {
    private static final CacheLimits BOUNDS = new CacheLimits(10_000, 16 << 20, Duration.ofMinutes(1));
    private static final int BYTES = 1500;
    private static final int TREE_BYTES_PER_CHARACTER = 5;

    private final Connections stored;
    private final InvalidatingCache<ConnectionName, Connection> byName;
    private final InvalidatingCache<Token, List<Connection>> byToken;

    private record ConnectionName(String tenantId, String name) {}

    private record Token(String vendor, String token) {}

    CachedConnections(@Delegate Connections stored, CacheRegistry caches) {
        this.stored = stored;
        this.byName = caches.open(
                "connections",
                BOUNDS,
                CachedConnections::bytes,
                (change, name, found) -> touches(change, name.tenantId()) || proves(change, found));
        this.byToken = caches.open(
                "callbacks",
                BOUNDS,
                found -> found.stream().mapToLong(CachedConnections::bytes).sum(),
                (change, _, found) -> touches(change, found.getFirst().tenantId()) || proves(change, found.getFirst()));
    }

    @Override
    public Optional<Connection> find(String tenantId, String name) {
        return byName.find(new ConnectionName(tenantId, name), () -> stored.find(tenantId, name));
    }

    @Override
    public List<Connection> byCallbackToken(String vendor, String token) {
        return byToken.find(
                        new Token(vendor, token),
                        () -> Optional.of(stored.byCallbackToken(vendor, token)).filter(found -> !found.isEmpty()))
                .orElse(List.of());
    }

    /**
     * Connections of one app share a callback endpoint, so that a change of one may be seen in another; they change
     * seldom.
     */
    private static boolean touches(RowChange change, String tenantId) {
        return change.tenantId().equals(tenantId)
                && switch (change.table()) {
                    case "connection", "callback_endpoint", "tenant" -> true;
                    default -> false;
                };
    }

    /** Whose an app is matters to everybody who has a connection to it. */
    private static boolean proves(RowChange change, Connection connection) {
        return change.table().equals("proven_app") && change.name().startsWith(connection.vendor() + "/");
    }

    private static long bytes(Connection connection) {
        long secrets = connection.secrets().values().stream()
                .mapToLong(secret -> secret.reveal().length())
                .sum();
        return BYTES
                + secrets
                + TREE_BYTES_PER_CHARACTER
                        * (long) Json.write(connection.settings()).length();
    }
}
