package io.voxgate.adapter.tencent.trtc;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import java.util.List;

/**
 * The form of an application's own key: 64 hexadecimal digits. No call but a start uses it, so that a wrong one is
 * found out only when the agent, or the person, cannot join.
 */
final class TrtcSecretForms {
    private static final String NAME = "sdkSecretKey";

    private TrtcSecretForms() {}

    static List<Fault> faults(CredentialValues secrets) {
        return secrets
                .connection(NAME)
                .map(SecretText::reveal)
                .filter(key -> !key.matches("[0-9a-fA-F]{64}"))
                .map(key -> new Fault("/credentials/" + NAME, "WRONG_FORM", detail(key)))
                .stream()
                .toList();
    }

    private static String detail(String key) {
        String seen = key.startsWith("AKID") || key.length() == 32
                ? "It looks like a part of an API key (CAM). "
                : "It has " + key.length() + " characters. ";
        return "sdkSecretKey is the TRTC application's own key, 64 hexadecimal digits in the application's page of TRTC's "
                + "console. " + seen
                + "With a wrong one no agent and no person can join (InvalidParameter.UserSig, 70003, "
                + "70014).";
    }
}
