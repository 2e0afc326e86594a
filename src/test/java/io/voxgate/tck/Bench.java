package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorCall;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A simulator, its world, and a counter that gives each start its own room and id. */
final class Bench {
    /**
     * The ending of a numeric room, and with its last digits of a phone number, that asks the simulators for a long
     * conversation.
     */
    private static final int LONG = 90_020;

    private final TckSubject subject;
    private final TestWorld world;
    private final Simulator simulator;
    private int number;
    private int nonces;

    Bench(TckSubject subject, TestWorld world, Simulator simulator) {
        this.subject = subject;
        this.world = world;
        this.simulator = simulator;
    }

    TestWorld world() {
        return world;
    }

    Instant now() {
        return world.clock().instant();
    }

    RequestNonce nonce() {
        return new RequestNonce("%032x".formatted(++nonces));
    }

    /**
     * A start in a room of its own, none of them with a plot; time passes between starts, so that no rate limit is met.
     */
    Translation start(Agent agent) {
        number++;
        world.pass(Duration.ofSeconds(1));
        return subject.adapter()
                .translate(new StartCommand(agent, Optional.of(lastChannel()), Optional.of(lastSessionId())));
    }

    /** The same in a room whose conversation goes on for minutes. */
    Translation startLong(Agent agent) {
        number = LONG;
        return subject.adapter()
                .translate(new StartCommand(agent, Optional.of(lastChannel()), Optional.of(lastSessionId())));
    }

    String lastSessionId() {
        return "ses_%022d".formatted(number);
    }

    Channel lastChannel() {
        return switch (subject.channel()) {
            case Channel.Room room
            when room.effectiveRoomIdType() == Channel.RoomIdType.NUMERIC ->
                new Channel.Room(
                        Integer.toString(500_000 + number), room.roomIdType(), room.userId(), room.agentUserId());
            case Channel.Room room ->
                new Channel.Room(
                        "room-" + number + (number == LONG ? "-long" : ""),
                        room.roomIdType(),
                        room.userId(),
                        room.agentUserId());
            case Channel.Phone phone ->
                new Channel.Phone(number == LONG ? "+8613800000020" : "+8613%07d55".formatted(number), phone.from());
        };
    }

    HttpCall sign(VendorCall call) {
        return subject.adapter().sign(call, TestAccount.account(), TestAccount.secrets(call), now(), nonce());
    }

    CallOutcome send(VendorCall call) {
        return answer(call, sign(call));
    }

    CallOutcome answer(VendorCall call, HttpCall signed) {
        return switch (handled(signed)) {
            case SandboxReply.ReplyWithBody answer ->
                subject.adapter().read(call, new HttpReply(answer.status(), answer.headers(), answer.body()));
            case SandboxReply.Reset _ -> new CallOutcome.Unknown("Reset", Optional.empty());
        };
    }

    /** What the simulator says, unread; empty when it says nothing. */
    Optional<HttpReply> reply(VendorCall call) {
        return handled(sign(call)) instanceof SandboxReply.ReplyWithBody answer
                ? Optional.of(new HttpReply(answer.status(), answer.headers(), answer.body()))
                : Optional.empty();
    }

    private SandboxReply handled(HttpCall signed) {
        SandboxRequest request = new SandboxRequest(
                signed.method(),
                signed.uri().getRawPath(),
                Optional.ofNullable(signed.uri().getRawQuery()).orElse(""),
                signed.headers(),
                signed.body());
        assertThat(simulator.handles(request))
                .as("The simulator knows its own vendor")
                .isTrue();
        return simulator.handle(request);
    }
}
