package io.voxgate.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.nio.charset.StandardCharsets;

/** An answer of a vendor, in its own form. */
record VendorAnswer(int status, byte[] body) {

    static VendorAnswer of(int status, String body) {
        return new VendorAnswer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static VendorAnswer tencent(ObjectNode fields) {
        ObjectNode envelope = Json.object();
        envelope.set("Response", fields.put("RequestId", "r"));
        return of(200, Json.write(envelope));
    }

    static VendorAnswer tencentError(String code) {
        ObjectNode fields = Json.object();
        fields.putObject("Error").put("Code", code).put("Message", "as the schedule says");
        return tencent(fields);
    }

    static VendorAnswer alibaba(ObjectNode fields) {
        return of(200, Json.write(fields.put("RequestId", "r")));
    }

    static VendorAnswer alibabaError(int status, String code) {
        return of(
                status,
                Json.write(
                        Json.object().put("RequestId", "r").put("Code", code).put("Message", "as the schedule says")));
    }

    /** What a vendor says when it does not do what it was asked, or claims so. */
    static VendorAnswer refusal(ChaosVendor vendor, VendorFault fault) {
        boolean alibaba = vendor == ChaosVendor.ALIBABA;
        return switch (fault) {
            case THROTTLED -> alibaba ? alibabaError(400, "Throttling.User") : tencentError("RequestLimitExceeded");
            case REFUSED ->
                switch (vendor) {
                    case TRTC -> tencentError("InvalidParameter.RoomId");
                    case CCC -> tencentError("FailedOperation.NoCallOutNumber");
                    case ALIBABA -> alibabaError(403, "Forbidden.UserVerification");
                };
            case INTERNAL_ERROR_BEFORE, INTERNAL_ERROR_AFTER ->
                alibaba ? alibabaError(500, "InternalError") : tencentError("InternalError");
            case ALREADY_EXISTS -> tencentError("FailedOperation.TaskExist");
            case HTTP_500_BEFORE, HTTP_500_AFTER -> of(500, "<html><body>upstream error</body></html>");
            case BROKEN_JSON -> of(200, "{\"Response\":{\"TaskId\":\"tr");
            default -> throw new IllegalArgumentException("No answer of its own: " + fault);
        };
    }
}
