package io.voxgate.adapter.alibaba.rtc;

import static io.voxgate.adapter.VendorInfo.ConnectionField.optional;
import static io.voxgate.adapter.VendorInfo.ConnectionField.required;

import io.voxgate.adapter.RateSettings;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.adapter.alibaba.AlibabaApi;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who Alibaba Cloud RTC is and what it can do. */
final class AlibabaRtcInfo {
    private static final VendorInfo.ConnectionSchema CONNECTION = new VendorInfo.ConnectionSchema(
            List.of(
                    required("appId", "string", "\\S{1,128}", "The RTC application's AppId."),
                    required(
                            "templateId",
                            "string",
                            "\\S{1,128}",
                            "The agent template that every start is based on; what an agent leaves out comes from it."),
                    optional(
                            AlibabaApi.PARAMETERS_IN,
                            "string",
                            "query|body",
                            "Where parameters travel: query, as the vendor's own clients send them (the "
                                    + "default), or body, which keeps prompts out of URLs."),
                    RateSettings.starts(),
                    RateSettings.others()),
            List.of(
                    required(
                                    "accessKeyId",
                                    "string",
                                    "",
                                    "AccessKey id of a RAM user with rtc:StartAgent, StopAgent, UpdateAgent, NotifyAgent and GetAgent.")
                            .as(SecretPart.KEY_ID),
                    required("accessKeySecret", "string", "", "Its secret.").as(SecretPart.KEY_SECRET),
                    AlibabaApi.tokenField(),
                    AlibabaApi.roleField(),
                    optional(
                                    "appKey",
                                    "string",
                                    "",
                                    "The application's AppKey; mints the token with which a person's client joins.")
                            .as(SecretPart.JOIN_KEY),
                    optional("callbackKey", "string", "", "The application's callback secret; verifies callbacks.")
                            .as(SecretPart.CALLBACK_SECRET)));

    static final VendorInfo INFO = new VendorInfo(
            AlibabaRtcAdapter.ID,
            "Alibaba Cloud RTC",
            List.of("room"),
            new TreeMap<>(Map.of(
                    "start",
                    AlibabaRtcFields.START,
                    "stop",
                    AlibabaRtcFields.STOP,
                    "say",
                    AlibabaRtcFields.NOTIFY,
                    "change",
                    AlibabaRtcFields.UPDATE,
                    "lookup",
                    AlibabaRtcFields.GET)),
            Map.of(),
            List.of("cn-hangzhou"),
            false,
            CONNECTION,
            AlibabaRtcCommands.CHANGEABLE,
            "appId",
            AlibabaRtcFields.PROTECTED,
            new VendorInfo.EventReporting(
                    true,
                    Set.of(),
                    false,
                    "Alibaba RTC tells nothing of what was said through this API; the person's client has it."));

    private AlibabaRtcInfo() {}
}
