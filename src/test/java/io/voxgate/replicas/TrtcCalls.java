package io.voxgate.replicas;

import io.voxgate.replicas.CallbackLoad.Push;
import io.voxgate.replicas.CallbackLoad.Signed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Running TRTC sessions of a tenant, whose sentences are told by signed callbacks. */
public final class TrtcCalls {
    private TrtcCalls() {}

    /** Starts sessions at a vendor that knows nothing else of them. */
    public static List<Push> start(FleetTenant tenant, Replica replica, VendorLedger vendor, int many) {
        tenant.connect(replica, vendor.url(), "AKIDcallbacks").then().statusCode(201);
        tenant.publish(replica, "Hello").then().statusCode(201);
        IntStream.range(0, many)
                .forEach(i -> tenant.at(replica)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(FleetTenant.start("room-" + i))
                        .post("/v1/sessions")
                        .then()
                        .statusCode(201));
        String path = URI.create(tenant.at(replica)
                        .get("/v1/connections/trtc")
                        .then()
                        .extract()
                        .<String>path("callbackUrl"))
                .getPath();
        return vendor.starts().stream()
                .map(start -> says(tenant, path, start.task()))
                .toList();
    }

    private static Push says(FleetTenant tenant, String path, String task) {
        return number -> {
            String body = """
                    {"EventGroupId":9,"EventType":903,"CallbackTs":%d,"EventInfo":{"EventMsTs":%d,"TaskId":"%s",\
                    "RoomId":"room","RoomIdType":1,
                     "Payload":{"UserId":"user_1","Text":"number \
                    %d","StartTimeMs":1,"EndTimeMs":2,"RoundId":"r%d"}}}\
                    """.formatted(1_700_000_000_000L + number, 1_700_000_000_000L + number, task, number, number);
            return new Signed(path, List.of("Sign", sign(body), "SdkAppId", Integer.toString(tenant.app())), body);
        };
    }

    /** With the callback key that {@link FleetTenant#connect} stores. */
    public static String sign(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("callbackKey0001".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
