package io.voxgate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.replicas.FleetTenant;
import io.voxgate.replicas.VendorLedger;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** M2: callbacks without a signature, to a connection with a callback key that has a sibling without one. */
final class UnsignedCallbackAttack implements Attack {
    private static final String FORGED = "I agree to pay 1000 EUR";

    private Optional<VendorLedger> vendor = Optional.empty();
    private String path = "";
    private String app = "";
    private String session = "";

    @Override
    public String name() {
        return "unsigned-callbacks";
    }

    @Override
    public String purpose() {
        return "M2: forged callbacks without a signature, believed because one connection of the app has no callback key";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap();
    }

    @Override
    public void prepare(AttackTarget target) {
        VendorLedger ledger = VendorLedger.open();
        vendor = Optional.of(ledger);
        app = Integer.toString(target.tenant().app());
        FleetTenant tenant = target.tenant();
        tenant.connect(target.replica(), ledger.url(), "AKIDforged").then().statusCode(201);
        tenant.publish(target.replica(), "Hello").then().statusCode(201);
        session = tenant.at(target.replica())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(FleetTenant.start("room"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        path = URI.create(tenant.at(target.replica())
                        .get("/v1/connections/trtc")
                        .then()
                        .extract()
                        .<String>path("callbackUrl"))
                .getPath();
        // It may be refused: then there is no weak sibling, and the attack goes on without it.
        target.client().exchange(WireRequest.json("PUT", "/v1/connections/weak", target.bearer("admin"), """
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKIDweak","secretKey":"secretKeyOfTheTests0001",\
                "sdkSecretKey":"sdkSecretKeyTests0001"}}""".formatted(
                        ledger.url(), tenant.app())));
    }

    private byte[] forged(int type, Map<String, Object> payload) {
        String task = vendor.orElseThrow().starts().getFirst().task();
        long now = System.currentTimeMillis();
        Map<String, Object> info =
                Map.of("EventMsTs", now, "TaskId", task, "RoomId", "room", "RoomIdType", 1, "Payload", payload);
        Map<String, Object> body = Map.of("EventGroupId", 9, "EventType", type, "CallbackTs", now, "EventInfo", info);
        return WireRequest.of("POST", path)
                .header("SdkAppId", app)
                .body(Json.write(Json.tree(body)))
                .bytes();
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        String round = "forged-" + System.nanoTime();
        byte[] said = forged(
                903, Map.of("UserId", "user_1", "Text", FORGED, "StartTimeMs", 1, "EndTimeMs", 2, "RoundId", round));
        byte[] ended = forged(902, Map.of("LeaveCode", 0));
        tally.count(said, target.client().exchange(said));
        tally.count(ended, target.client().exchange(ended));
    }

    @Override
    public void check(AttackTarget target, AttackTally tally) {
        JsonNode read = target.client()
                .exchange(WireRequest.get("/v1/sessions/" + session, target.bearer("viewer")))
                .json();
        if (read.path("status").asText().equals("ended")) {
            tally.fault("a forged callback ended the session");
        }
        byte[] transcript = WireRequest.get("/v1/sessions/" + session + "/transcript", target.bearer("viewer"));
        if (target.client().exchange(transcript).text().contains(FORGED)) {
            tally.fault("the transcript has a sentence that nobody said");
        }
    }

    @Override
    public void end() {
        vendor.ifPresent(VendorLedger::close);
    }
}
