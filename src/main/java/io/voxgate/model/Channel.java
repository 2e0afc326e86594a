package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/** Where the conversation happens. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Channel.Room.class, name = "room"),
    @JsonSubTypes.Type(value = Channel.Phone.class, name = "phone")
})
@Schema(
        description = "Where the conversation happens, distinguished by type.",
        discriminatorProperty = "type",
        oneOf = {Channel.Room.class, Channel.Phone.class},
        discriminatorMapping = {
            @DiscriminatorMapping(value = "room", schema = Channel.Room.class),
            @DiscriminatorMapping(value = "phone", schema = Channel.Phone.class)
        })
public sealed interface Channel {

    /** {@code room} or {@code phone}. */
    String type();

    @Schema(
            name = "RoomChannel",
            description = "A room (TRTC) or channel (Alibaba RTC) that the person's client joins as well.",
            properties = @SchemaProperty(name = "type", type = SchemaType.STRING, enumeration = "room"),
            requiredProperties = "type")
    record Room(
            @NotBlank
            @Size(max = 128)
            @Schema(description = "The room's id; digits when roomIdType is numeric.", examples = "1234")
            String roomId,

            @Nullable
            @Schema(
                    description =
                            "Must equal how the person's client joins. Absent: numeric if roomId is a number, else string.")
            RoomIdType roomIdType,

            @Nullable
            @Size(min = 1, max = 64)
            @Schema(description = "The person the agent listens to.", examples = "user_1")
            String userId,

            @Nullable
            @Size(min = 1, max = 64)
            @Schema(
                    description =
                            "The agent's own id in the room; must be unique there. Absent: Voxgate makes one from the session's id.",
                    examples = "agent_1")
            String agentUserId)
            implements Channel {

        @Override
        public String type() {
            return "room";
        }

        /** The same room with an id for the agent. */
        public Room withAgentUserId(String id) {
            return new Room(roomId, roomIdType, userId, id);
        }

        /** The given type of the room's id, or the one that its spelling suggests. */
        public RoomIdType effectiveRoomIdType() {
            if (roomIdType != null) {
                return roomIdType;
            }
            return roomId.matches("[1-9][0-9]{0,9}") && Long.parseLong(roomId) <= 4294967294L
                    ? RoomIdType.NUMERIC
                    : RoomIdType.STRING;
        }
    }

    @Schema(
            name = "PhoneChannel",
            description = "An outbound phone call.",
            properties = @SchemaProperty(name = "type", type = SchemaType.STRING, enumeration = "phone"),
            requiredProperties = "type")
    record Phone(
            @NotNull
            @Pattern(regexp = E164)
            @Schema(description = "The number to call, E.164.", examples = "+8613800000000")
            String to,

            @Nullable
            @Size(min = 1, max = 20)
            @Schema(description = "Your own numbers to call from, E.164; absent: the vendor chooses.")
            List<@NotNull @Pattern(regexp = E164) String> from,

            @Nullable
            @Size(min = 1, max = 64)
            @Schema(
                    description = "Where the person is, as a time zone of the IANA: calling policies go by it instead of by the "
                            + "number. Not sent to the vendor.",
                    examples = "Asia/Shanghai")
            String timeZone,

            @Nullable @Valid @Schema(description = "Why the person may be called. Not sent to the vendor.")
            CallConsent consent)
            implements Channel {

        public static final String E164 = "\\+[1-9][0-9]{4,14}";

        public Phone {
            from = FreeForm.Copies.list(from);
        }

        /** A call of which no policy needs to know more. */
        public Phone(String to, @Nullable List<String> from) {
            this(to, from, null, null);
        }

        @Override
        public String type() {
            return "phone";
        }
    }

    @Schema(name = "RoomIdType")
    enum RoomIdType {
        @JsonProperty("numeric")
        NUMERIC,
        @JsonProperty("string")
        STRING
    }
}
