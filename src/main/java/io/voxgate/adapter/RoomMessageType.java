package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One kind of message between a person's client and the agent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RoomMessageType", description = "One kind of message between the person's client and the agent.")
public record RoomMessageType(
        @Schema(
                description = "Voxgate's word for it, or the name that the vendor's client SDK gives it.",
                maxLength = 100,
                examples = "subtitle")
        String name,

        @Schema(description = "What it says, and when it comes or may be sent.", maxLength = 1000)
        String description,

        @Nullable
        @Schema(
                description = "The number in the message's type; absent where only the SDK sees it.",
                minimum = "0",
                maximum = "1000000",
                examples = "10000")
        Integer type,

        @Nullable
        @Schema(
                description = "The command id that it is sent under; absent where only the SDK sees it.",
                minimum = "1",
                maximum = "10",
                examples = "1")
        Integer cmdId,

        @Nullable
        @Schema(
                description = "Its schema in this contract; absent where the vendor documents no form of its own.",
                maxLength = 200,
                examples = "/openapi.json#/components/schemas/TrtcSubtitleMessage")
        String schema) {

    private static final String SCHEMAS = "/openapi.json#/components/schemas/";

    /** A message that the client reads or writes itself. */
    public static RoomMessageType of(String name, int type, int cmdId, Class<?> form, String description) {
        return new RoomMessageType(name, description, type, cmdId, address(form));
    }

    /** A message that the vendor's client SDK hands over in this form. */
    public static RoomMessageType ofSdk(String name, Class<?> form, String description) {
        return new RoomMessageType(name, description, null, null, address(form));
    }

    /** Something that the vendor's client SDK does, in a form that no page describes. */
    public static RoomMessageType ofSdk(String name, String description) {
        return new RoomMessageType(name, description, null, null, null);
    }

    private static String address(Class<?> form) {
        return SCHEMAS + form.getAnnotation(Schema.class).name();
    }
}
