package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.tencent.trtc.TrtcAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.tencent.trtc.TrtcSimulator;
import java.util.Optional;

final class TrtcTckTest extends VendorAdapterTck {
    @Override
    public VendorAdapter adapter() {
        return new TrtcAdapter();
    }

    @Override
    public Channel channel() {
        return new Channel.Room("1234", Channel.RoomIdType.NUMERIC, "user_1", "agent_1");
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
                Optional.of(TestAccount.secret("sdkSecretKey")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TestAccount.secret("callbackKey")));
    }

    @Override
    public Simulator simulator(SandboxWorld world) {
        return new TrtcSimulator(world);
    }

    @Override
    public JsonNode namingCallback(String vendorSessionId, Channel channel) {
        Channel.Room room = (Channel.Room) channel;
        ObjectNode callback = Json.object().put("EventGroupId", 9).put("EventType", 903);
        callback.putObject("EventInfo")
                .put("TaskId", vendorSessionId)
                .put("RoomId", room.roomId())
                .put("RoomIdType", room.effectiveRoomIdType() == Channel.RoomIdType.NUMERIC ? 0 : 1);
        return callback;
    }

    @Override
    public CallbackRequest genuineCallback() {
        return Genuine.trtc();
    }
}
