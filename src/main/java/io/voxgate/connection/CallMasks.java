package io.voxgate.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.SecretMask;
import io.voxgate.model.SecretText;
import java.util.Map;

/**
 * What takes secrets out of the answers to calls, one for each connection: to spell its secrets in every way takes
 * longer than all else that is done to an answer.
 */
final class CallMasks {
    private static final int MOST = 10_000;

    /** By the secrets themselves, as whoever keeps the connection open holds them: when they go, their mask goes. */
    private final Cache<Map<String, SecretText>, CallMask> known =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST).build();

    /** @param ofTenant from which it was made; the tenant's next one is another object */
    private record CallMask(SecretMask ofTenant, SecretMask whole) {}

    /** @param ofTenant what the tenant's credentials are by now */
    SecretMask of(SecretMask ofTenant, CredentialValues sent) {
        CallMask kept = known.getIfPresent(sent.connection());
        if (kept == null || kept.ofTenant() != ofTenant) {
            kept = new CallMask(ofTenant, ofTenant.and(new CredentialValues(sent.connection(), Map.of()).mask()));
            known.put(sent.connection(), kept);
        }
        return sent.credentialsKnownTo(kept.whole()) ? kept.whole() : kept.whole().and(sent.mask());
    }
}
