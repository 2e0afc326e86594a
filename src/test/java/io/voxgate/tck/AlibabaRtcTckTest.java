package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.alibaba.rtc.AlibabaRtcAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.alibaba.AlibabaRtcSimulator;
import java.util.Optional;

final class AlibabaRtcTckTest extends VendorAdapterTck {
    @Override
    public VendorAdapter adapter() {
        return new AlibabaRtcAdapter();
    }

    @Override
    public Channel channel() {
        return new Channel.Room("channel-1", Channel.RoomIdType.STRING, "user_1", "agent_1");
    }

    @Override
    public HttpReply error(String code, int status) {
        return Replies.alibaba(code, status);
    }

    @Override
    public SandboxAccount account() {
        return new SandboxAccount(
                vendor(),
                SandboxKey.permanent(TestAccount.secret("accessKeyId"), TestAccount.secret("accessKeySecret")),
                TestAccount.APP_ID,
                Optional.of(TestAccount.secret("appKey")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TestAccount.secret("callbackKey")));
    }

    @Override
    public Simulator simulator(SandboxWorld world) {
        return new AlibabaRtcSimulator(world);
    }

    @Override
    public JsonNode namingCallback(String vendorSessionId, Channel channel) {
        ObjectNode callback = Json.object();
        callback.putObject("eventData")
                .put("taskId", vendorSessionId)
                .put("channelId", ((Channel.Room) channel).roomId());
        return callback;
    }

    @Override
    public CallbackRequest genuineCallback() {
        return Genuine.alibaba();
    }
}
