package io.voxgate.attack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** H6: as many webhooks as a tenant may have, whose receiver answers 200 at once and then lets its body drip. */
final class SlowReceiverAttack implements Attack {
    private static final int WEBHOOKS = 400;
    private static final int SESSIONS = 4;
    private static final Duration DRIP = Duration.ofMillis(500);

    private Optional<LoopbackServer> receiver = Optional.empty();

    @Override
    public String name() {
        return "slow-receivers";
    }

    @Override
    public String purpose() {
        return "H6: 400 webhooks, or as many as a tenant may have, whose receivers drip their answers";
    }

    /** A session's start leads to some events, and each of them to a delivery for every webhook. */
    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(3_000).databaseCpuMillis(3_000);
    }

    @Override
    public void prepare(AttackTarget target) {
        LoopbackServer opened = LoopbackServer.open(SlowReceiverAttack::drip);
        receiver = Optional.of(opened);
        for (int i = 0; i < WEBHOOKS; i++) {
            String body = "{\"url\":\"" + opened.url() + "/" + i + "\",\"eventTypes\":[\"*\"]}";
            if (!target.client()
                    .exchange(WireRequest.json("PUT", "/v1/webhooks/slow-" + i, target.bearer("admin"), body))
                    .good()) {
                break;
            }
        }
        target.tenant()
                .connect(
                        target.replica(),
                        "sandbox",
                        "AKIDslow" + target.tenant().app())
                .then()
                .statusCode(201);
        target.tenant().publish(target.replica(), "Hello").then().statusCode(201);
    }

    private static void drip(HttpExchange exchange, LoopbackServer server) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 60 && server.isOpen(); i++) {
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            Pauses.of(DRIP);
        }
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        for (int i = 0; i < SESSIONS && target.goesOn(); i++) {
            byte[] start =
                    WireRequest.json("POST", "/v1/sessions", target.bearer("runner"), """
                    {"template":"support","connection":"trtc","channel":{"type":"room","roomId":"room-%d",\
                    "userId":"user_1"}}""".formatted(System.nanoTime()));
            tally.count(start, target.client().exchange(start));
        }
        target.pause(Duration.ofSeconds(3));
    }

    @Override
    public void end() {
        receiver.ifPresent(LoopbackServer::close);
    }
}
