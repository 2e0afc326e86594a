package io.voxgate.adapter.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorInfo.ConnectionField;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Alibaba Cloud RPC product as it is called: a POST whose business parameters are flat texts, an object among them
 * one parameter that holds JSON. The connection's setting {@value #PARAMETERS_IN} chooses their place: {@code query},
 * as the vendor's generated clients send them, or {@code body}, a form, which keeps prompts out of URLs.
 *
 * @param version the API version, for example {@code 2018-01-11}
 * @param endpoint the product's own endpoint
 */
public record AlibabaApi(String version, URI endpoint) {
    public static final String PARAMETERS_IN = "parametersIn";

    /** The secret that a temporary key is sent with. */
    public static final String TOKEN = "securityToken";

    /** The role that a connection's key assumes. */
    static final String ROLE = "roleArn";

    static final String FORM = "application/x-www-form-urlencoded";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** Fills the slots, writes the parameters and signs them. */
    public HttpCall sign(
            VendorCall call, VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        String parameters = PercentEncoding.join(flat(call.fill(placeholder -> value(placeholder, account, secrets))));
        boolean form = account.text(PARAMETERS_IN).filter("body"::equals).isPresent();
        byte[] body = (form ? parameters : "").getBytes(StandardCharsets.UTF_8);
        String query = form ? "" : parameters;
        URI uri = account.endpoint().orElse(endpoint);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();

        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", uri.getRawAuthority());
        signed.put("x-acs-action", call.operation());
        signed.put("x-acs-version", version);
        signed.put("x-acs-date", DATE.format(now));
        signed.put("x-acs-signature-nonce", nonce.hex());
        signed.put(Acs3.CONTENT_HASH, Acs3.hash(body));
        secrets.connection(TOKEN).ifPresent(token -> signed.put("x-acs-security-token", token.reveal()));
        if (form) {
            signed.put("content-type", FORM);
        }
        Map<String, String> headers = new LinkedHashMap<>(signed);
        headers.put("accept", "application/json");
        headers.put(
                "authorization",
                Acs3.authorization(
                        secrets.required("accessKeyId").reveal(),
                        secrets.required("accessKeySecret"),
                        new Acs3.SignableRequest(path, query, signed)));
        return new HttpCall(call.operation(), "POST", at(uri, path, query), headers, body);
    }

    /**
     * A call that no key signs: what is in its form proves who calls. The query names the operation, as the vendor's
     * own client sends it.
     */
    HttpCall unsigned(VendorCall call, VendorAccount account, Instant now) {
        SortedMap<String, String> query = new TreeMap<>(Map.of(
                "Action", call.operation(), "Version", version, "Format", "JSON", "Timestamp", DATE.format(now)));
        URI uri = account.endpoint().orElse(endpoint);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", uri.getRawAuthority());
        headers.put("content-type", FORM);
        headers.put("accept", "application/json");
        return new HttpCall(
                call.operation(),
                "POST",
                at(uri, uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(), PercentEncoding.join(query)),
                headers,
                PercentEncoding.join(flat(call.body())).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The token of a temporary key; the vendor sets no length. It is signed, and sent as x-acs-security-token.
     *
     * @see <a
     *     href="https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole">AssumeRole,
     *     Credentials.SecurityToken, read 29 November 2026</a>
     */
    public static ConnectionField tokenField() {
        return ConnectionField.optional(
                        TOKEN,
                        "string",
                        "[!-~]{1,4096}",
                        "The SecurityToken of a temporary key of Alibaba's Security Token Service, beside its AccessKeyId "
                                + "and AccessKeySecret; a permanent key has none. It ends with the key: replace all "
                                + "three in time.")
                .as(SecretPart.KEY_TOKEN);
    }

    /** The role that the connection's key assumes; the role's temporary keys sign the calls. */
    public static ConnectionField roleField() {
        return ConnectionField.optional(
                        ROLE,
                        "string",
                        "acs:ram::[0-9]{1,20}:role/[A-Za-z0-9.-]{1,64}",
                        "The resource name of a RAM role that this key may assume: Voxgate asks STS for the role's "
                                + "temporary keys, signs calls with them and renews them in time. The key itself needs "
                                + "sts:AssumeRole only; where the operator has granted your tenant the role, no key is needed.")
                .as(SecretPart.ROLE);
    }

    private static URI at(URI endpoint, String path, String query) {
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path
                + (query.isEmpty() ? "" : "?" + query));
    }

    private static SortedMap<String, String> flat(ObjectNode parameters) {
        SortedMap<String, String> flat = new TreeMap<>();
        parameters
                .properties()
                .forEach(entry -> flat.put(
                        entry.getKey(),
                        entry.getValue().isContainerNode()
                                ? Json.write(entry.getValue())
                                : entry.getValue().asText()));
        return flat;
    }

    private static Optional<JsonNode> value(Placeholder placeholder, VendorAccount account, CredentialValues secrets) {
        return switch (placeholder) {
            case Placeholder.Secret secret ->
                secrets.credential(secret.ref(), secret.field()).map(text -> Json.text(text.reveal()));
            case Placeholder.SettingPlaceholder setting -> account.setting(setting);
            case Placeholder.UserSigPlaceholder _ -> Optional.empty();
        };
    }
}
