package io.voxgate.attack;

import io.voxgate.replicas.CallbackLoad.Push;
import io.voxgate.replicas.CallbackLoad.Signed;
import io.voxgate.replicas.Fleet;
import io.voxgate.replicas.TrtcCalls;
import io.voxgate.replicas.VendorLedger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * C1: a signed callback of 42 KB with 6,000 numbers of ten thousand digits each, which every replica reads back: for
 * webhooks, streams and lists.
 */
final class NumberCallbackAttack implements Attack {
    private static final int WEBHOOKS = 6;
    private static final int NUMBERS = 6_000;

    /** What one delivery may weigh. */
    private static final long DELIVERY_BYTES = 1 << 20;

    private final AtomicInteger counter = new AtomicInteger();
    private final AtomicLong largest = new AtomicLong();
    private Optional<Fleet.Reserve> second = Optional.empty();
    private Optional<VendorLedger> vendor = Optional.empty();
    private Optional<LoopbackServer> receiver = Optional.empty();
    private Optional<Push> push = Optional.empty();

    @Override
    public String name() {
        return "long-numbers-in-callbacks";
    }

    @Override
    public String purpose() {
        return "C1: signed callbacks of 42 KB whose numbers have ten thousand digits when they are written out";
    }

    /** The second replica is new: what it works to become warm is in it. */
    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(2_500).databaseCpuMillis(1_000).answerBytes(4 << 20);
    }

    @Override
    public void prepare(AttackTarget target) {
        second = Optional.of(target.fleet().more(1));
        VendorLedger ledger = VendorLedger.open();
        vendor = Optional.of(ledger);
        LoopbackServer opened = LoopbackServer.open((exchange, _) -> {
            largest.accumulateAndGet(
                    Long.parseLong(
                            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Length"))
                                    .orElse("0")),
                    Math::max);
            exchange.sendResponseHeaders(204, -1);
        });
        receiver = Optional.of(opened);
        push = Optional.of(
                TrtcCalls.start(target.tenant(), target.replica(), ledger, 1).getFirst());
        for (int i = 0; i < WEBHOOKS; i++) {
            target.client()
                    .must(WireRequest.json(
                            "PUT",
                            "/v1/webhooks/n" + i,
                            target.bearer("admin"),
                            "{\"url\":\"" + opened.url() + "/\",\"eventTypes\":[\"*\"]}"));
        }
    }

    private byte[] callback() {
        String numbers = "\"Numbers\":" + DryRunAttacks.list(NUMBERS, "1e9999") + ",";
        Signed plain = push.orElseThrow().numbered(counter.incrementAndGet());
        return SignedCallback.changed(plain, body -> body.replace("\"Text\":", numbers + "\"Text\":"));
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        byte[] request = callback();
        tally.count(request, target.client().exchange(request));
        target.pause(Duration.ofSeconds(2));
        byte[] list = WireRequest.get("/v1/events?pageSize=200", target.bearer("viewer"));
        tally.count(list, target.client(target.fleet().b()).exchange(list));
    }

    @Override
    public void check(AttackTarget target, AttackTally tally) {
        if (largest.get() > DELIVERY_BYTES) {
            tally.fault("a delivery of more than 1 MiB");
        }
    }

    @Override
    public void end() {
        second.ifPresent(Fleet.Reserve::close);
        receiver.ifPresent(LoopbackServer::close);
        vendor.ifPresent(VendorLedger::close);
    }
}
