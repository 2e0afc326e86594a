package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.ActiveListing;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.HttpReply;
import io.voxgate.model.Channel;
import java.util.Optional;
import java.util.stream.Stream;

/** Alibaba RTC lists nothing, and GetAgent wants the channel beside the task: both have to stand in a callback. */
final class AlibabaRtcActive {
    static final ActiveListing LISTING = new ActiveListing(
            false,
            "Alibaba RTC has no operation that lists running agents, and documents no callback of them. "
                    + "These are the tasks that a callback to this connection's callback URL named together with "
                    + "their channel in the last 24 hours, that no session of this tenant has, and that Alibaba "
                    + "says are running. Any other is not here: look into Alibaba's console. An agent whose person "
                    + "has left ends by itself after UserInactivityTimeout.");

    private AlibabaRtcActive() {}

    static ActiveStep step(ActiveState state, Optional<HttpReply> reply) {
        return state.one()
                .flatMap(one -> channel(one.raw())
                        .map(channel -> ActiveStep.of(
                                AlibabaRtcAdapter.lookupStep(state.lookup(one.vendorSessionId(), channel), reply),
                                state,
                                Optional.of(channel))))
                .orElseGet(ActiveStep.Part::none);
    }

    /** The channel that a callback names. */
    private static Optional<Channel> channel(JsonNode callback) {
        JsonNode data = callback.path("eventData");
        return Stream.of("channelId", "ChannelId")
                .map(name -> data.path(name).asText())
                .filter(id -> !id.isEmpty())
                .findFirst()
                .<Channel>map(id -> new Channel.Room(id, Channel.RoomIdType.STRING, null, null));
    }
}
