package io.voxgate.adapter.alibaba.rtc;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import java.util.List;

/**
 * What an application's AppKey is not. Its form is not documented, so that only what is certainly something else is
 * reported; no call uses it, and a wrong one is found out only when the person cannot join.
 */
final class AlibabaRtcSecretForms {
    private static final String NAME = "appKey";

    private AlibabaRtcSecretForms() {}

    static List<Fault> faults(VendorAccount account, CredentialValues secrets) {
        return secrets
                .connection(NAME)
                .map(SecretText::reveal)
                .filter(key -> key.startsWith("LTAI")
                        || account.text("appId").filter(key::equals).isPresent())
                .map(_ -> new Fault(
                        "/credentials/" + NAME,
                        "WRONG_FORM",
                        "appKey is the RTC application's own key, beside the appId in the RTC console; this is the appId or an "
                                + "AccessKey. With a wrong one no person can join."))
                .stream()
                .toList();
    }
}
