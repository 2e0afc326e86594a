package io.voxgate.attack;

import io.voxgate.replicas.CallbackLoad.Push;
import io.voxgate.replicas.TrtcCalls;
import io.voxgate.replicas.VendorLedger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** As many live streams as a tenant may have, none of which is read, and long events for all of them. */
final class SlowStreamAttack implements Attack {
    private static final int STREAMS = 120;
    private static final int EVENTS = 20;
    private static final String LONG = "x".repeat(100_000);

    private final AtomicInteger counter = new AtomicInteger();
    private final List<WireConnection> open = new ArrayList<>();
    private Optional<VendorLedger> vendor = Optional.empty();
    private Optional<Push> push = Optional.empty();

    @Override
    public String name() {
        return "slow-streams";
    }

    @Override
    public String purpose() {
        return "120 live streams, or as many as a tenant may have, that nobody reads, and events of 100 KB for them";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(400).databaseCpuMillis(200);
    }

    @Override
    public void prepare(AttackTarget target) {
        VendorLedger ledger = VendorLedger.open();
        vendor = Optional.of(ledger);
        push = Optional.of(
                TrtcCalls.start(target.tenant(), target.replica(), ledger, 1).getFirst());
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        open.forEach(WireConnection::close);
        open.clear();
        byte[] stream = WireRequest.of("GET", "/v1/events")
                .header("Authorization", target.bearer("viewer"))
                .header("Accept", "text/event-stream")
                .bytes();
        for (int i = 0; i < STREAMS && target.goesOn(); i++) {
            try {
                WireConnection connection = target.client().openNarrow();
                open.add(connection);
                connection.send(stream);
                tally.counted(stream.length, "stream");
            } catch (IOException e) {
                tally.counted(0, WireAnswer.REFUSED);
            }
        }
        for (int i = 0; i < EVENTS && target.goesOn(); i++) {
            byte[] event = SignedCallback.changed(
                    push.orElseThrow().numbered(counter.incrementAndGet()),
                    body -> body.replace("\"Text\":\"", "\"Text\":\"" + LONG));
            tally.count(event, target.client().exchange(event));
        }
        target.pause(Duration.ofSeconds(2));
    }

    @Override
    public void end() {
        open.forEach(WireConnection::close);
        vendor.ifPresent(VendorLedger::close);
    }
}
