package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.ActiveListing;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.HttpReply;
import io.voxgate.model.Channel;
import java.util.Optional;

/** TRTC lists nothing: DescribeAIConversation wants a task's id. Callbacks name tasks and their rooms. */
final class TrtcActive {
    static final ActiveListing LISTING = new ActiveListing(
            false,
            "TRTC has no operation that lists running conversations. These are the tasks that sent a "
                    + "callback to this connection's callback URL in the last 24 hours, that no session of this "
                    + "tenant has, and that TRTC says are running, other software's in the same application too. A "
                    + "task that sent none is not here: look into TRTC's console. One that is alone in its room "
                    + "ends by itself after MaxIdleTime.");

    private static final Channel NO_ROOM = new Channel.Room("", Channel.RoomIdType.STRING, null, null);

    private TrtcActive() {}

    static ActiveStep step(ActiveState state, Optional<HttpReply> reply) {
        return state.one()
                .map(one -> {
                    Optional<Channel> room = room(one.raw());
                    return ActiveStep.of(
                            TrtcReader.lookup(state.lookup(one.vendorSessionId(), room.orElse(NO_ROOM)), reply),
                            state,
                            room);
                })
                .orElseGet(ActiveStep.Part::none);
    }

    /** The room that a callback names. */
    private static Optional<Channel> room(JsonNode callback) {
        JsonNode info = callback.path("EventInfo");
        String roomId = info.path("RoomId").asText();
        Channel.RoomIdType type =
                info.path("RoomIdType").asText().equals("1") ? Channel.RoomIdType.STRING : Channel.RoomIdType.NUMERIC;
        return roomId.isEmpty() ? Optional.empty() : Optional.of(new Channel.Room(roomId, type, null, null));
    }
}
