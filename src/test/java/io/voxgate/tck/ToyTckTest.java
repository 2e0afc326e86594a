package io.voxgate.tck;

import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.model.Channel;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.toy.ToyAdapter;
import io.voxgate.toy.sandbox.ToySimulator;
import java.util.Optional;

final class ToyTckTest extends VendorAdapterTck {
    @Override
    public VendorAdapter adapter() {
        return new ToyAdapter();
    }

    @Override
    public Channel channel() {
        return new Channel.Room("parlour", Channel.RoomIdType.STRING, "user_1", "agent_1");
    }

    @Override
    public HttpReply error(String code, int status) {
        return HttpReply.json(status, "{\"error\":\"" + code + "\",\"words\":\"No.\"}");
    }

    @Override
    public SandboxAccount account() {
        return new SandboxAccount(
                vendor(),
                SandboxKey.permanent(TestAccount.secret("visitor"), TestAccount.secret("knock")),
                TestAccount.APP_ID,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TestAccount.secret("bell")));
    }

    @Override
    public Simulator simulator(SandboxWorld world) {
        return new ToySimulator(world);
    }

    /** Parlour keeps what the port says of a vendor that can say nothing. */
    @Override
    public boolean tellsWhatRuns() {
        return false;
    }

    @Override
    public CallbackRequest genuineCallback() {
        return Genuine.toy();
    }
}
