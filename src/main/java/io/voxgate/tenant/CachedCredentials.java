package io.voxgate.tenant;

import io.voxgate.cache.Bounds;
import io.voxgate.cache.Cached;
import io.voxgate.cache.Caches;
import io.voxgate.vendor.SecretMask;
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
    private static final Bounds BOUNDS = new Bounds(10_000, 8 << 20, Duration.ofMinutes(1));
    private static final int BYTES = 500;
    private static final int BYTES_PER_CHARACTER = 2;

    private final Credentials stored;
    private final Cached<Name, Opened> byName;
    private final Cached<String, SecretMask> masks;

    private record Name(String tenantId, String name) {}

    CachedCredentials(@Delegate Credentials stored, Caches caches) {
        this.stored = stored;
        this.byName = caches.open("credentials", BOUNDS, CachedCredentials::bytes, (change, name, _) -> change.tenantId().equals(name.tenantId())
                && (change.table().equals("tenant") || change.table().equals("credential") && change.name().equals(name.name())));
        this.masks = caches.open("masks", BOUNDS, mask -> BYTES + BYTES_PER_CHARACTER * mask.size(), (change, tenantId, _) -> change.tenantId().equals(tenantId)
                && (change.table().equals("tenant") || change.table().equals("credential")));
    }

    @Override
    public SecretMask mask(String tenantId) {
        return masks.find(tenantId, () -> Optional.of(stored.mask(tenantId))).orElse(SecretMask.NONE);
    }

    @Override
    public Map<String, Opened> open(String tenantId, Set<String> names) {
        Map<String, Opened> opened = new LinkedHashMap<>();
        byName.findAll(names.stream().map(name -> new Name(tenantId, name)).collect(Collectors.toSet()), missing -> read(tenantId, missing))
                .forEach((name, credential) -> opened.put(name.name(), credential));
        return opened;
    }

    private Map<Name, Opened> read(String tenantId, Set<Name> missing) {
        Map<Name, Opened> read = new LinkedHashMap<>();
        stored.open(tenantId, missing.stream().map(Name::name).collect(Collectors.toSet())).forEach((name, credential) -> read.put(new Name(tenantId, name), credential));
        return read;
    }

    private static long bytes(Opened credential) {
        return BYTES + credential.fields().values().stream().mapToLong(secret -> secret.reveal().length()).sum();
    }
}
