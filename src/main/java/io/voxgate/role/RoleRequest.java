package io.voxgate.role;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.model.SecretText;

/**
 * A connection's key, or without one this installation, that is to assume the connection's role.
 *
 * @param vendor an adapter's id, for example {@code tencent-trtc}
 * @param account its endpoint is the sandbox, or empty for the vendor's own addresses
 * @param secrets the connection's own
 */
public record RoleRequest(String vendor, VendorAccount account, CredentialValues secrets) {

    /** Whether the connection has no key of its own. */
    boolean withoutKey(VendorAdapter adapter) {
        return adapter.info()
                .connection()
                .secret(SecretPart.KEY_ID)
                .filter(secrets.connection()::containsKey)
                .isEmpty();
    }

    /** The role's name at the vendor. */
    String role(VendorAdapter adapter) {
        return adapter.info()
                .connection()
                .secret(SecretPart.ROLE)
                .flatMap(secrets::connection)
                .map(SecretText::reveal)
                .orElse("");
    }

    @Override
    public String toString() {
        return vendor;
    }
}
