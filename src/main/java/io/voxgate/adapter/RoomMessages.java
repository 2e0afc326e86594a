package io.voxgate.adapter;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person's client and the agent send each other in the room; none of it passes Voxgate. */
@Schema(
        name = "RoomMessages",
        description =
                "What the person's client and the agent send each other in the room; absent for phone calls. None "
                        + "of it passes Voxgate.")
public record RoomMessages(
        @Schema(
                description = "The page of Voxgate's repository that explains them, with worked examples.",
                maxLength = 100,
                examples = "docs/clients/trtc.md")
        String guide,

        @Schema(description = "The vendor's own page.", maxLength = 200, examples = "https://trtc.io/document/68337")
        String vendorPage,

        @Schema(description = "How they travel, in a sentence.", maxLength = 500)
        String transport,

        @Schema(description = "What the client gets.", maxItems = 50)
        List<RoomMessageType> receives,

        @Schema(description = "What the client may send.", maxItems = 50)
        List<RoomMessageType> sends) {

    public RoomMessages {
        receives = List.copyOf(receives);
        sends = List.copyOf(sends);
    }
}
