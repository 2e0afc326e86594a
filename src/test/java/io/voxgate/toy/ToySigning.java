package io.voxgate.toy;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over the time and the body, in hex. */
final class ToySigning {
    private static final URI ENDPOINT = URI.create("https://parlour.invalid/");

    private ToySigning() {}

    static HttpCall sign(VendorCall call, VendorAccount account, CredentialValues secrets, Instant now) {
        byte[] body = Json.write(call.fill(placeholder -> value(placeholder, account, secrets)))
                .getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(now.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Toy-Operation", call.operation());
        headers.put("X-Toy-Key", secrets.required("visitor").reveal());
        headers.put("X-Toy-Time", time);
        headers.put("X-Toy-Signature", hmac(secrets.required("knock"), time.getBytes(StandardCharsets.US_ASCII), body));
        return new HttpCall(call.operation(), "POST", account.endpoint().orElse(ENDPOINT), headers, body);
    }

    static String hmac(SecretText key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static Optional<JsonNode> value(Placeholder placeholder, VendorAccount account, CredentialValues secrets) {
        return switch (placeholder) {
            case Placeholder.Secret secret ->
                secrets.credential(secret.ref(), secret.field()).map(text -> Json.text(text.reveal()));
            case Placeholder.UserSigPlaceholder _ -> Optional.empty();
            case Placeholder.SettingPlaceholder setting -> account.setting(setting);
        };
    }
}
