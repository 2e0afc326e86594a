package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One account that fits every vendor, with secrets that can be searched for wherever they must not be. */
public final class TestAccount {
    /** Part of every secret of this account. */
    public static final String CANARY = "cAnArY";

    public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    public static final long SDK_APP_ID = 1400000001L;
    public static final String APP_ID = "app1";

    private TestAccount() {}

    public static VendorAccount account() {
        return new VendorAccount(Optional.empty(), Optional.empty(), settings());
    }

    /** The same account behind another address. */
    public static VendorAccount at(URI endpoint) {
        return new VendorAccount(Optional.empty(), Optional.of(endpoint), settings());
    }

    /** A connection's secret: {@code cAnArY-secretKey}. */
    public static String secret(String field) {
        return CANARY + "-" + field;
    }

    /** Every secret that some vendor's connection wants, and every credential that the call refers to. */
    public static CredentialValues secrets(VendorCall call) {
        Map<String, SecretText> connection = Stream.of(
                        "secretId",
                        "secretKey",
                        "sdkSecretKey",
                        "callbackKey",
                        "pushUser",
                        "pushPassword",
                        "accessKeyId",
                        "accessKeySecret",
                        "appKey",
                        "visitor",
                        "knock",
                        "bell")
                .collect(Collectors.toMap(field -> field, field -> new SecretText(secret(field))));
        Map<String, Map<String, SecretText>> credentials = new HashMap<>();
        call.slots().stream()
                .filter(Placeholder.Secret.class::isInstance)
                .map(Placeholder.Secret.class::cast)
                .forEach(slot -> credentials
                        .computeIfAbsent(slot.ref(), _ -> new HashMap<>())
                        .put(slot.field(), new SecretText(filled(slot).asText())));
        return new CredentialValues(connection, credentials);
    }

    /**
     * What stands in a slot in golden files: nothing that could be a real secret, everything that tells where it came
     * from.
     */
    public static Optional<JsonNode> fill(Placeholder slot) {
        return switch (slot) {
            case Placeholder.Secret secret -> Optional.of(filled(secret));
            case Placeholder.UserSigPlaceholder user -> Optional.of(Json.text("usersig:" + user.userId()));
            case Placeholder.SettingPlaceholder setting -> account().setting(setting);
        };
    }

    private static JsonNode filled(Placeholder.Secret slot) {
        return slot.numeric() ? Json.number(1300000000) : Json.text(slot.ref() + "." + slot.field());
    }

    private static ObjectNode settings() {
        ObjectNode settings = Json.object();
        settings.put("sdkAppId", SDK_APP_ID);
        settings.put("appId", APP_ID);
        settings.put("templateId", "tpl1");
        return settings;
    }
}
