package io.voxgate.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * Accounts that every sandbox knows, one a vendor, for a client that speaks to the sandbox directly. They have no
 * callback URL.
 *
 * <ul>
 *   <li>tencent-trtc: SecretId {@value #TENCENT_ID}, SecretKey {@value #TENCENT_SECRET}, SdkAppId {@value #TRTC_APP},
 *       the app's key {@value #TRTC_KEY}
 *   <li>tencent-ccc: the same SecretId and SecretKey, SdkAppId {@value #CCC_APP}
 *   <li>alibaba-rtc: AccessKeyId {@value #ALIBABA_ID}, AccessKeySecret {@value #ALIBABA_SECRET}, AppId
 *       {@value #ALIBABA_APP}, AppKey {@value #ALIBABA_KEY}
 * </ul>
 */
public final class BuiltInAccounts implements SandboxAccounts {
    public static final String TENCENT_ID = "AKIDSANDBOX0000000000000000000000001";
    public static final String TENCENT_SECRET = "sandboxSecretKey0000000000000001";
    public static final String TRTC_APP = "1400000001";
    public static final String TRTC_KEY = "sandboxSdkSecretKey01";
    public static final String CCC_APP = "1500000001";
    public static final String ALIBABA_ID = "LTAISANDBOX0000000000001";
    public static final String ALIBABA_SECRET = "sandboxAccessKeySecret00000001";
    public static final String ALIBABA_APP = "sandbox01";
    public static final String ALIBABA_KEY = "sandboxAppKey01";

    private static final List<SandboxAccount> ALL = List.of(
            account("tencent-trtc", TENCENT_ID, TENCENT_SECRET, TRTC_APP, Optional.of(TRTC_KEY)),
            account("tencent-ccc", TENCENT_ID, TENCENT_SECRET, CCC_APP, Optional.empty()),
            account("alibaba-rtc", ALIBABA_ID, ALIBABA_SECRET, ALIBABA_APP, Optional.of(ALIBABA_KEY)));

    @Override
    public List<SandboxAccount> byKeyId(String vendor, String keyId) {
        return ALL.stream()
                .filter(account ->
                        account.vendor().equals(vendor) && account.keyId().equals(keyId))
                .toList();
    }

    private static SandboxAccount account(
            String vendor, String id, String secret, String app, Optional<String> joinKey) {
        return new SandboxAccount(
                vendor,
                SandboxKey.permanent(id, secret),
                app,
                joinKey,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
