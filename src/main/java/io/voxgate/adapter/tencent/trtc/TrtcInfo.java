package io.voxgate.adapter.tencent.trtc;

import io.voxgate.adapter.RateSettings;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.ConnectionField;
import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.adapter.tencent.TencentApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who TRTC is and what it can do. */
final class TrtcInfo {
    /** Of all operations: 647/108514, read 2026-11. */
    private static final List<String> REGIONS = List.of(
            "ap-guangzhou", "ap-beijing", "ap-shanghai", "ap-singapore", "ap-tokyo", "na-ashburn", "na-siliconvalley");

    static final VendorInfo INFO = new VendorInfo(
            TrtcTranslator.VENDOR,
            "Tencent TRTC",
            List.of("room"),
            operations(),
            Map.of(
                    TrtcTranslator.START,
                    20,
                    TrtcCommands.STOP,
                    20,
                    TrtcReader.DESCRIBE,
                    20,
                    TrtcCommands.UPDATE,
                    20,
                    TrtcCommands.CONTROL,
                    50),
            REGIONS,
            true,
            connection(),
            TrtcCommands.CHANGEABLE,
            "sdkAppId",
            Set.of(
                    "SdkAppId",
                    "RoomId",
                    "RoomIdType",
                    "SessionId",
                    "AgentConfig.UserId",
                    "AgentConfig.UserSig",
                    "AgentConfig.TargetUserId",
                    "LLMConfig.APIKey",
                    "LLMConfig.APIUrl",
                    "TTSConfig.APIKey",
                    "TTSConfig.APIUrl",
                    "TTSConfig.AppId",
                    "TTSConfig.SecretId",
                    "TTSConfig.SecretKey",
                    "TTSConfig.GroupId",
                    "TTSConfig.SubscriptionKey"),
            new VendorInfo.EventReporting(
                    false,
                    Set.of("session.started", "session.ended"),
                    false,
                    "TRTC sends each whole sentence of both sides while the conversation runs, to the "
                            + "callback URL that is entered in its console."));

    private TrtcInfo() {}

    private static Map<String, String> operations() {
        Map<String, String> operations = new LinkedHashMap<>();
        operations.put("start", TrtcTranslator.START);
        operations.put("stop", TrtcCommands.STOP);
        operations.put("say", TrtcCommands.CONTROL);
        operations.put("prompt", TrtcCommands.CONTROL);
        operations.put("change", TrtcCommands.UPDATE);
        operations.put("lookup", TrtcReader.DESCRIBE);
        return operations;
    }

    private static ConnectionSchema connection() {
        return new ConnectionSchema(
                List.of(
                        ConnectionField.required(
                                "sdkAppId", "integer", "[1-9][0-9]{0,9}", "The TRTC application's SdkAppId."),
                        TencentApi.siteField(),
                        RateSettings.starts(),
                        RateSettings.others()),
                List.of(
                        ConnectionField.required("secretId", "string", "", "SecretId of a Tencent Cloud API key.")
                                .as(SecretPart.KEY_ID),
                        ConnectionField.required("secretKey", "string", "", "SecretKey of the same API key.")
                                .as(SecretPart.KEY_SECRET),
                        TencentApi.tokenField(),
                        TencentApi.roleField(),
                        ConnectionField.required(
                                        "sdkSecretKey",
                                        "string",
                                        "",
                                        "The TRTC application's own secret key; mints UserSig.")
                                .as(SecretPart.JOIN_KEY),
                        ConnectionField.optional(
                                        "callbackKey",
                                        "string",
                                        "[A-Za-z0-9]{1,32}",
                                        "The callback key of TRTC's console, up to 32 letters and digits; verifies callbacks.")
                                .as(SecretPart.CALLBACK_SECRET)));
    }
}
