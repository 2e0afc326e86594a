package io.voxgate.tck;

import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.tencent.ccc.CccAdapter;
import io.voxgate.model.Channel;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.tencent.ccc.CccSimulator;
import java.util.List;
import java.util.Optional;

final class CccTckTest extends VendorAdapterTck {
    @Override
    public VendorAdapter adapter() {
        return new CccAdapter();
    }

    @Override
    public Channel channel() {
        return new Channel.Phone("+8613800000000", List.of("+862000000000"));
    }

    @Override
    public HttpReply error(String code, int status) {
        return Replies.tencent(code);
    }

    @Override
    public SandboxAccount account() {
        return new SandboxAccount(
                vendor(),
                SandboxKey.permanent(TestAccount.secret("secretId"), TestAccount.secret("secretKey")),
                Long.toString(TestAccount.SDK_APP_ID),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TestAccount.secret("pushUser")),
                Optional.of(TestAccount.secret("pushPassword")));
    }

    @Override
    public Simulator simulator(SandboxWorld world) {
        return new CccSimulator(world);
    }

    @Override
    public CallbackRequest genuineCallback() {
        return Genuine.ccc();
    }

    /** The data push proves its sender, not its body. */
    @Override
    public boolean bodyIsSigned() {
        return false;
    }
}
