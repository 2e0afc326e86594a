package io.voxgate.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Long answers that are asked for and never read, over as many connections as the service takes. */
final class SlowReaderAttack implements Attack {
    private static final int CONNECTIONS = 400;
    private static final List<String> LONG_ANSWERS = List.of("/openapi.json", "/v1/vendors");

    @Override
    public String name() {
        return "slow-readers";
    }

    @Override
    public String purpose() {
        return "long answers that are asked for on 400 connections and never read";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap();
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        List<WireConnection> open = new ArrayList<>();
        try {
            Stream.generate(() -> LONG_ANSWERS)
                    .flatMap(List::stream)
                    .limit(CONNECTIONS)
                    .takeWhile(_ -> target.goesOn())
                    .forEach(path -> ask(target, tally, open, path));
            target.pause(Duration.ofSeconds(3));
        } finally {
            open.forEach(WireConnection::close);
        }
    }

    private static void ask(AttackTarget target, AttackTally tally, List<WireConnection> open, String path) {
        byte[] request = WireRequest.get(path, target.bearer("viewer"));
        try {
            WireConnection connection = target.client().openNarrow();
            open.add(connection);
            // Twenty requests one after the other: whoever answers ahead of the reader has to keep it all.
            for (int i = 0; i < 20; i++) {
                connection.send(request);
            }
            tally.counted(20L * request.length, "asked");
        } catch (IOException e) {
            tally.counted(0, WireAnswer.REFUSED);
        }
    }
}
