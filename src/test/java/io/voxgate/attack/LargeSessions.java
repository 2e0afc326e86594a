package io.voxgate.attack;

import java.util.List;

/**
 * Sessions with agents as large as they may be, whose starts fail, and lists of them.
 *
 * @param rows how many, if there is no limit
 */
record LargeSessions(String name, String purpose, int rows) implements Attack {
    private static final String CHANNEL = "{\"type\":\"room\",\"roomId\":\"room\",\"userId\":\"user_1\"}";

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(600).databaseCpuMillis(300).answerBytes(8 << 20);
    }

    @Override
    public void prepare(AttackTarget target) {
        // Port 1: nobody listens there, so every start fails at once.
        target.tenant()
                .connect(target.replica(), "http://127.0.0.1:1", "AKIDlarge")
                .then()
                .statusCode(201);
        LargeRows.fill(target, rows, agent -> _ -> target.start("trtc", agent, CHANNEL));
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        new RequestAttack(
                        name,
                        purpose,
                        bounds(),
                        4,
                        _ -> List.of(
                                WireRequest.get("/v1/sessions?pageSize=200", target.bearer("viewer")),
                                WireRequest.get("/v1/events?pageSize=200", target.bearer("viewer"))))
                .once(target, tally);
    }
}
