package io.voxgate.role;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.VendorAccount;

/**
 * A connection's key that is to assume the connection's role.
 *
 * @param vendor an adapter's id, for example {@code tencent-trtc}
 * @param account its endpoint is the sandbox, or empty for the vendor's own addresses
 * @param secrets the connection's own
 */
public record RoleRequest(String vendor, VendorAccount account, CredentialValues secrets) {

    @Override
    public String toString() {
        return vendor;
    }
}
