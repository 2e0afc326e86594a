package io.voxgate.adapter.tencent.ccc;

import io.voxgate.adapter.RateSettings;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.ConnectionField;
import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.adapter.tencent.TencentApi;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product as it is called and what it can do. */
final class CccApi {
    static final String ID = "tencent-ccc";
    static final TencentApi API =
            new TencentApi("ccc", "2020-02-10", URI.create("https://ccc.tencentcloudapi.com"), Optional.empty());

    static final VendorInfo INFO = new VendorInfo(
            ID,
            "Tencent Cloud Contact Center",
            List.of("phone"),
            Map.of(
                    "start",
                    CccTranslator.OPERATION,
                    "stop",
                    CccCommands.HANG_UP,
                    "say",
                    CccCommands.CONTROL,
                    "prompt",
                    CccCommands.CONTROL,
                    "transfer",
                    CccCommands.TRANSFER,
                    "lookup",
                    CccLookup.SESSION),
            Map.of(
                    CccTranslator.OPERATION,
                    20,
                    CccCommands.HANG_UP,
                    20,
                    CccLookup.SESSION,
                    20,
                    CccActive.LIST,
                    20,
                    CccLookup.RECORDS,
                    20,
                    CccPostCall.TEXT,
                    20,
                    CccPostCall.EXTRACTION,
                    20,
                    CccPostCall.LATENCY,
                    20,
                    CccRounds.OPERATION,
                    20,
                    CccCommands.CONTROL,
                    20),
            List.of(),
            false,
            connection(),
            Set.of(),
            "sdkAppId",
            protectedPaths(),
            new VendorInfo.EventReporting(
                    true,
                    Set.of("session.ended"),
                    true,
                    "Voxgate asks Tencent CCC for the rounds of a call while it runs and after it; where "
                            + "there are none it fetches the recording's text. Nobody answered: there are none."));

    private CccApi() {}

    private static ConnectionSchema connection() {
        return new ConnectionSchema(
                List.of(
                        ConnectionField.required(
                                "sdkAppId",
                                "integer",
                                "[1-9][0-9]{0,18}",
                                "The contact center's application id, SdkAppId."),
                        TencentApi.siteField(),
                        RateSettings.starts(),
                        RateSettings.others()),
                List.of(
                        ConnectionField.required(
                                        "secretId", "string", "\\S{1,128}", "API key id of the Tencent Cloud account.")
                                .as(SecretPart.KEY_ID),
                        ConnectionField.required("secretKey", "string", "\\S{1,128}", "API key secret.")
                                .as(SecretPart.KEY_SECRET),
                        TencentApi.tokenField(),
                        TencentApi.roleField(),
                        ConnectionField.optional(
                                        "pushUser",
                                        "string",
                                        "[^:]{1,128}",
                                        "User of the data push's Basic authentication, as entered in the console.")
                                .as(SecretPart.CALLBACK_USER),
                        ConnectionField.optional(
                                        "pushPassword",
                                        "string",
                                        ".{1,128}",
                                        "Password of the data push's Basic authentication.")
                                .as(SecretPart.CALLBACK_SECRET)));
    }

    private static Set<String> protectedPaths() {
        return Set.of(
                "SdkAppId",
                "Callee",
                "Callers",
                "APIKey",
                "APIUrl",
                "CustomTTSConfig.AppId",
                "CustomTTSConfig.SecretId",
                "CustomTTSConfig.SecretKey",
                "CustomTTSConfig.APIKey",
                "CustomTTSConfig.GroupId",
                "CustomTTSConfig.SubscriptionKey",
                "CustomTTSConfig.Token",
                "CustomTTSConfig.APIUrl");
    }
}
