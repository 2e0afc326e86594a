package io.voxgate.attack;

import java.util.Optional;

/** L18: a vendor that answers every start with an error of 900 KB, which is stored and shown to whoever asks. */
final class VendorErrorAttack implements Attack {
    private static final int STARTS = 8;
    private Optional<LoopbackServer> vendor = Optional.empty();

    @Override
    public String name() {
        return "large-vendor-errors";
    }

    @Override
    public String purpose() {
        return "L18: starts at a vendor that answers errors of 900 KB";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(400).databaseCpuMillis(100).answerBytes(64 << 10);
    }

    @Override
    public void prepare(AttackTarget target) {
        String error = "{\"Response\":{\"Error\":{\"Code\":\"InvalidParameterValue\",\"Message\":\""
                + "e".repeat(900_000) + "\"},\"RequestId\":\"r\"}}";
        LoopbackServer opened = LoopbackServer.open((exchange, _) -> LoopbackServer.json(exchange, error));
        vendor = Optional.of(opened);
        target.tenant()
                .connect(target.replica(), opened.url(), "AKIDerrors")
                .then()
                .statusCode(201);
        target.tenant().publish(target.replica(), "Hello").then().statusCode(201);
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        for (int i = 0; i < STARTS && target.goesOn(); i++) {
            byte[] start = WireRequest.json("POST", "/v1/sessions", target.bearer("runner"), """
                    {"template":"support","connection":"trtc","channel":{"type":"room","roomId":"room-%d",\
                    "userId":"user_1"}}""".formatted(i));
            tally.count(start, target.client().exchange(start));
        }
        byte[] one = WireRequest.get("/v1/sessions?pageSize=1", target.bearer("viewer"));
        tally.count(one, target.client().exchange(one));
    }

    @Override
    public void end() {
        vendor.ifPresent(LoopbackServer::close);
    }
}
