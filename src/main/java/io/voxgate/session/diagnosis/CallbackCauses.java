package io.voxgate.session.diagnosis;

import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.LikelyCause;
import java.util.List;
import java.util.Set;

/**
 * That what the vendor reports by callbacks does not arrive: Voxgate found out by itself what a callback should have
 * reported.
 */
final class CallbackCauses {
    private CallbackCauses() {}

    static List<LikelyCause> of(SessionRecords records) {
        Set<String> byCallback = records.vendor().info().reporting().byCallback();
        boolean foundOut =
                records.events().stream().anyMatch(event -> byCallback.contains(event.type()) && !event.byVendor());
        boolean refused = records.state().start() == SessionRecords.StartRecord.REFUSED;
        if (!foundOut || refused || !records.reportsByCallback()) {
            return List.of();
        }
        if (!records.vendor().believed()) {
            String secret = records.vendor()
                    .info()
                    .connection()
                    .secret(SecretPart.CALLBACK_SECRET)
                    .orElse("");
            return List.of(LikelyCause.certain(
                    CausePart.CALLBACKS,
                    CauseKind.NOT_BELIEVED,
                    "The connection has no " + secret
                            + ", so that every callback is refused (401): enter the same secret "
                            + "at the vendor and here. What only callbacks tell is missing below.",
                    "/credentials/" + secret));
        }
        boolean none = records.withoutCallbacks();
        LikelyCause cause = LikelyCause.certain(
                CausePart.CALLBACKS,
                CauseKind.NOT_RECEIVED,
                (none ? "No callback" : "Not every callback")
                        + " of this session arrived; Voxgate found out by asking. Is "
                        + "the connection's callbackUrl entered in the vendor's console, and can the vendor reach it? "
                        + "POST /v1/connections/{name}/verify tries.",
                "/callbackUrl");
        return List.of(none ? cause : cause.as(LikelyCause.CauseCertainty.POSSIBLE));
    }
}
