package io.voxgate.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.RoomMessages;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the person's client needs in the room, as it is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "SessionJoin",
        description = "What the person's client needs in the room: the members that the vendor's client SDK asks for, "
                + "by its names (TRTC: sdkAppId, roomId, userId, userSig; Alibaba RTC: appId, channelId, userId, "
                + "token), until when they hold, and which messages it gets and may send.",
        additionalProperties = Schema.True.class)
public record SessionJoin(
        @JsonIgnore Map<String, Object> fields,

        @Schema(description = "Until when the client can join with them.")
        Instant expiresAt,

        @Nullable @Schema(description = "What the client and the agent send each other in the room.")
        RoomMessages messages) {

    static SessionJoin of(JoinCredentials credentials, Optional<RoomMessages> messages) {
        return new SessionJoin(credentials.fields(), credentials.expiresAt(), messages.orElse(null));
    }

    /** By the names of the vendor's client SDK. */
    @JsonAnyGetter
    Map<String, Object> sdkFields() {
        return fields;
    }

    /** The token in it is for the person only. */
    @Override
    public String toString() {
        return "Join " + fields.keySet() + " until " + expiresAt;
    }
}
