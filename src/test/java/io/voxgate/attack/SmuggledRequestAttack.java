package io.voxgate.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * M6, L10: requests that a proxy and the service may cut at different places, with a second request hidden in the
 * first.
 */
final class SmuggledRequestAttack implements Attack {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * @param end of the head and the body; HIDDEN stands for the request that must not be seen
     * @param refused whether it has to be refused, or at least to be the last of its connection
     */
    private record Trick(String what, String end, boolean refused) {}

    private static final List<Trick> TRICKS = List.of(
            new Trick(
                    "a line end within a quoted chunk extension",
                    "Transfer-Encoding: chunked\r\n\r\n2;a=\"\r\nX\r\n0\r\n\r\nHIDDEN\"\r\n{}\r\n0\r\n\r\n",
                    true),
            new Trick(
                    "a request within a quoted chunk extension",
                    "Transfer-Encoding: chunked\r\n\r\n2;a=\"\r\n{}\r\n0\r\n\r\nHIDDEN\r\n0\r\n\r\n",
                    true),
            new Trick(
                    "a chunk size of 33 bits",
                    "Transfer-Encoding: chunked\r\n\r\n100000002\r\n{}\r\n0\r\n\r\nHIDDEN",
                    true),
            new Trick(
                    "a chunk size of 68 bits",
                    "Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\nHIDDEN",
                    true),
            new Trick(
                    "a second transfer coding",
                    "Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\nHIDDEN",
                    true),
            new Trick(
                    "a length beside chunks",
                    "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHIDDEN",
                    true),
            new Trick("two lengths", "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}HIDDEN", true),
            new Trick("two hosts", "Host: other.test\r\nContent-Length: 2\r\n\r\n{}", false));

    @Override
    public String name() {
        return "smuggled-requests";
    }

    @Override
    public String purpose() {
        return "M6, L10: requests hidden in chunk extensions, beside a length, or under two hosts";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap();
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        String hidden =
                new String(WireRequest.get("/v1/templates?hidden", target.bearer("viewer")), StandardCharsets.US_ASCII);
        TRICKS.stream().takeWhile(_ -> target.goesOn()).forEach(trick -> {
            byte[] bytes = ("POST /v1/translations HTTP/1.1\r\nHost: voxgate.test\r\nAuthorization: "
                            + target.bearer("viewer")
                            + "\r\nContent-Type: application/json\r\n"
                            + trick.end().replace("HIDDEN", hidden))
                    .getBytes(StandardCharsets.US_ASCII);
            try (WireConnection connection = target.client().open()) {
                connection.send(bytes);
                WireAnswer first = tally.count(bytes, connection.answer(TIMEOUT));
                judge(
                        trick,
                        first,
                        trick.refused() ? connection.answer(TIMEOUT) : WireAnswer.none(WireAnswer.CUT, 0),
                        tally);
            } catch (IOException e) {
                tally.counted(0, WireAnswer.REFUSED);
            }
        });
    }

    private static void judge(Trick trick, WireAnswer first, WireAnswer second, AttackTally tally) {
        if (second.good()) {
            tally.fault("a hidden request was answered: " + trick.what());
        }
        if (!trick.refused() && !first.is(400)) {
            tally.fault("answered " + first.outcome() + ": " + trick.what());
        }
    }
}
