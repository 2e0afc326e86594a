package io.voxgate.connection;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.SecretMask;
import io.voxgate.caching.CacheLimits;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.caching.InvalidatingCache;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Credentials kept open until they are changed, as {@link CachedConnections} are and for the same reason. */
@Decorator
@Priority(10)
abstract class CachedCredentials implements Credentials {
    private static final CacheLimits BOUNDS = new CacheLimits(10_000, 8 << 20, Duration.ofMinutes(1));
    private static final int BYTES = 500;
    private static final int BYTES_PER_CHARACTER = 2;

    private final Credentials stored;
    private final InvalidatingCache<CredentialName, OpenedCredential> byName;
    private final InvalidatingCache<String, SecretMask> masks;
    private final CallMasks callMasks = new CallMasks();

    private record CredentialName(String tenantId, String name) {}

    CachedCredentials(@Delegate Credentials stored, CacheRegistry caches) {
        this.stored = stored;
        this.byName = caches.open(
                "credentials",
                BOUNDS,
                CachedCredentials::bytes,
                (change, name, _) -> change.tenantId().equals(name.tenantId())
                        && (change.table().equals("tenant")
                                || (change.table().equals("credential")
                                        && change.name().equals(name.name()))));
        this.masks = caches.open(
                "masks",
                BOUNDS,
                mask -> BYTES + BYTES_PER_CHARACTER * mask.size(),
                (change, tenantId, _) -> change.tenantId().equals(tenantId)
                        && (change.table().equals("tenant") || change.table().equals("credential")));
    }

    @Override
    public SecretMask mask(String tenantId) {
        return masks.find(tenantId, () -> Optional.of(stored.mask(tenantId))).orElse(SecretMask.NONE);
    }

    @Override
    public SecretMask mask(String tenantId, CredentialValues sent) {
        return callMasks.of(mask(tenantId), sent);
    }

    @Override
    public Map<String, OpenedCredential> open(String tenantId, Set<String> names) {
        Map<String, OpenedCredential> opened = new LinkedHashMap<>();
        byName.findAll(
                        names.stream()
                                .map(name -> new CredentialName(tenantId, name))
                                .collect(Collectors.toSet()),
                        missing -> read(tenantId, missing))
                .forEach((name, credential) -> opened.put(name.name(), credential));
        return opened;
    }

    private Map<CredentialName, OpenedCredential> read(String tenantId, Set<CredentialName> missing) {
        Map<CredentialName, OpenedCredential> read = new LinkedHashMap<>();
        stored.open(tenantId, missing.stream().map(CredentialName::name).collect(Collectors.toSet()))
                .forEach((name, credential) -> read.put(new CredentialName(tenantId, name), credential));
        return read;
    }

    private static long bytes(OpenedCredential credential) {
        return BYTES
                + credential.fields().values().stream()
                        .mapToLong(secret -> secret.reveal().length())
                        .sum();
    }
}
