package io.voxgate.sandbox;

import java.util.List;

/**
 * The customers of the simulated vendors. In the service these are the stored connections with {@code endpoint:
 * sandbox}.
 */
@FunctionalInterface
public interface SandboxAccounts {

    /** Every account with this key id at this vendor; several connections may share one. */
    List<SandboxAccount> byKeyId(String vendor, String keyId);
}
