package io.voxgate.sandbox;

import java.util.Optional;

/**
 * A customer of a simulated vendor: what the vendor knows of it.
 *
 * @param vendor the vendor's id, for example {@code tencent-trtc}
 * @param key what signs its calls
 * @param appId SdkAppId or AppId, as text
 * @param joinKey the app's key for join credentials (sdkSecretKey, appKey); empty: join credentials are not checked
 * @param callbackUrl where the vendor's console says callbacks go; empty: nowhere
 * @param callbackUser the data push's Basic user (CCC)
 * @param callbackSecret the callback key, or the data push's password
 */
public record SandboxAccount(
        String vendor,
        SandboxKey key,
        String appId,
        Optional<String> joinKey,
        Optional<String> callbackUrl,
        Optional<String> callbackUser,
        Optional<String> callbackSecret) {

    public String keyId() {
        return key.id();
    }

    public String keySecret() {
        return key.secret();
    }

    /** The same customer with another key. */
    SandboxAccount with(SandboxKey other) {
        return new SandboxAccount(vendor, other, appId, joinKey, callbackUrl, callbackUser, callbackSecret);
    }

    @Override
    public String toString() {
        return "SandboxAccount " + vendor + " " + appId;
    }
}
