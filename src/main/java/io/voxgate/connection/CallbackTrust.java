package io.voxgate.connection;

import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.model.Fault;
import java.util.Optional;
import java.util.Set;

/** Why a connection's callbacks are not believed, in words for its owner. */
final class CallbackTrust {
    private static final String TAKEN =
            "Another tenant of this installation has proven that this vendor app is its own: callbacks to "
                    + "this connection's URL are refused (404).";

    private CallbackTrust() {}

    /**
     * The secret that the vendor's callbacks need; empty where the vendor reports nothing of a session by a callback.
     *
     * @param secrets the names of those that the connection has
     */
    static Optional<Fault> missing(VendorInfo info, Set<String> secrets) {
        return info.connection()
                .secret(SecretPart.CALLBACK_SECRET)
                .filter(name -> !secrets.contains(name)
                        && !info.reporting().byCallback().isEmpty())
                .map(name -> new Fault(
                        "/credentials/" + name,
                        "CALLBACKS_REFUSED",
                        "Without " + name + " nobody can tell who sent a callback, so every one is refused (401). "
                                + "Voxgate asks the vendor how sessions stand; what only callbacks tell is "
                                + "missing."));
    }

    /** The sentences that a check adds. */
    static String said(VendorInfo info, Connection connection) {
        String missing = missing(info, connection.secrets().keySet())
                .map(fault -> " " + fault.detail())
                .orElse("");
        return (missing + (connection.claim() == CallbackClaim.TAKEN ? " " + TAKEN : "")).strip();
    }
}
