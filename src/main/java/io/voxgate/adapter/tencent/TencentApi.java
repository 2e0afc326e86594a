package io.voxgate.adapter.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.OtherSite;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorInfo.ConnectionField;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One Tencent Cloud product as it is called.
 *
 * @param service the signature's service, {@code trtc} or {@code ccc}
 * @param version the API version, for example {@code 2019-07-22}
 * @param endpoint the product's own endpoint at the China site
 * @param defaultRegion the region when the connection names none; empty: the header is left out
 */
public record TencentApi(String service, String version, URI endpoint, Optional<String> defaultRegion) {

    private static final String SITE = "site";

    /** The secret that a temporary key is sent with. */
    static final String TOKEN = "securityToken";

    /** The role that a connection's key assumes. */
    static final String ROLE = "roleArn";

    /** Fills the slots, writes the JSON body and signs it. */
    public HttpCall sign(VendorCall call, VendorAccount account, CredentialValues secrets, Instant now) {
        byte[] body = Json.write(call.fill(placeholder -> value(placeholder, account, secrets, now)))
                .getBytes(StandardCharsets.UTF_8);
        URI uri = account.endpoint().orElseGet(() -> site(account));
        String authorization = Tc3.authorization(
                secrets.required("secretId").reveal(),
                secrets.required("secretKey").reveal(),
                service,
                uri.getRawAuthority(),
                body,
                now);
        Map<String, String> headers = headers(call, uri, authorization, account, now);
        secrets.connection(TOKEN).ifPresent(token -> headers.put("X-TC-Token", token.reveal()));
        return sent(call, uri, headers, body);
    }

    /** Writes the JSON body of a call that no key signs: what is in it proves who calls. */
    HttpCall unsigned(VendorCall call, VendorAccount account, Instant now) {
        URI uri = account.endpoint().orElseGet(() -> site(account));
        byte[] body = Json.write(call.body()).getBytes(StandardCharsets.UTF_8);
        return sent(call, uri, headers(call, uri, "SKIP", account, now), body);
    }

    private Map<String, String> headers(
            VendorCall call, URI uri, String authorization, VendorAccount account, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", Tc3.CONTENT_TYPE);
        headers.put("Host", uri.getRawAuthority());
        headers.put("Authorization", authorization);
        headers.put("X-TC-Action", call.operation());
        headers.put("X-TC-Timestamp", Long.toString(now.getEpochSecond()));
        headers.put("X-TC-Version", version);
        account.region().or(() -> defaultRegion).ifPresent(region -> headers.put("X-TC-Region", region));
        return headers;
    }

    private static HttpCall sent(VendorCall call, URI uri, Map<String, String> headers, byte[] body) {
        return new HttpCall(
                call.operation(), "POST", uri.getRawPath().isEmpty() ? uri.resolve("/") : uri, headers, body);
    }

    /** The international site has accounts and keys of its own; both sites speak the same protocol. */
    private URI site(VendorAccount account) {
        return account.text(SITE)
                .filter("international"::equals)
                .map(_ -> URI.create("https://" + service + ".intl.tencentcloudapi.com"))
                .orElse(endpoint);
    }

    /** The account at the site that its connection is not set to; empty where the connection names an address. */
    public static Optional<OtherSite> otherSite(VendorAccount account) {
        if (account.endpoint().isPresent()) {
            return Optional.empty();
        }
        boolean abroad = account.text(SITE).filter("international"::equals).isPresent();
        String site = abroad ? "china" : "international";
        return Optional.of(new OtherSite(
                new VendorAccount(
                        account.region(),
                        account.endpoint(),
                        account.settings().deepCopy().put(SITE, site)),
                "The API key with this secretId belongs to the other of Tencent Cloud's two sites, "
                        + (abroad ? "cloud.tencent.com" : "tencentcloud.com") + ": set settings.site to " + site + ".",
                "/settings/" + SITE));
    }

    /** The setting of a connection that chooses between Tencent Cloud's two sites. */
    public static ConnectionField siteField() {
        return ConnectionField.optional(
                SITE,
                "string",
                "china|international",
                "Which of Tencent Cloud's two sites the account and its key belong to: china "
                        + "(cloud.tencent.com, the default) or international (tencentcloud.com, called at "
                        + "intl.tencentcloudapi.com).");
    }

    /**
     * The token of a temporary key; the vendor asks for room for 4,096 bytes. It is sent as X-TC-Token, unsigned.
     *
     * @see <a href="https://cloud.tencent.com/document/product/1312/48197">AssumeRole, Credentials.Token, read 29
     *     November 2026</a>
     */
    public static ConnectionField tokenField() {
        return ConnectionField.optional(
                        TOKEN,
                        "string",
                        "[!-~]{1,4096}",
                        "The Token of a temporary key of Tencent's Security Token Service, beside its TmpSecretId and "
                                + "TmpSecretKey; a permanent key has none. It ends with the key: replace all three in time.")
                .as(SecretPart.KEY_TOKEN);
    }

    /** The role that the connection's key assumes; the role's temporary keys sign the calls. */
    public static ConnectionField roleField() {
        return ConnectionField.optional(
                        ROLE,
                        "string",
                        "qcs::cam::uin/[0-9]{1,20}:(role|roleName)/[^:\\s]{1,256}",
                        "The resource description of a CAM role that this key may assume: Voxgate asks STS for the role's "
                                + "temporary keys, signs calls with them and renews them in time. The key itself needs no "
                                + "other right then; where the operator has granted your tenant the role, no key is needed.")
                .as(SecretPart.ROLE);
    }

    private static Optional<JsonNode> value(
            Placeholder placeholder, VendorAccount account, CredentialValues secrets, Instant now) {
        return switch (placeholder) {
            case Placeholder.Secret secret ->
                secrets.credential(secret.ref(), secret.field())
                        .map(text -> secret.numeric() ? number(text.reveal()) : Json.text(text.reveal()));
            case Placeholder.UserSigPlaceholder user ->
                Optional.of(Json.text(UserSig.mint(
                        secrets.required("sdkSecretKey"),
                        account.settings().path("sdkAppId").asLong(),
                        user.userId(),
                        now,
                        JoinCredentials.VALID)));
            case Placeholder.SettingPlaceholder setting -> account.setting(setting);
        };
    }

    /** What is no number stays text: the vendor refuses it in its own words, and no exception carries it. */
    private static JsonNode number(String text) {
        return text.matches("[0-9]{1,18}") ? Json.number(Long.parseLong(text)) : Json.text(text);
    }
}
