package io.voxgate.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One voice agent, written once for every vendor. Only {@code llm} is required; what is absent is left to the vendor's
 * own default.
 */
@Schema(
        description = "One voice agent, written once for every vendor. Only llm is required; what is absent is "
                + "left to the vendor's own default, and each translation lists those defaults.")
public record Agent(
        @Nullable @Valid Greeting greeting,
        @Nullable @Valid Interruption interruption,
        @Nullable @Valid Vad vad,
        @Nullable @Valid TurnDetection turnDetection,
        @Nullable @Valid Stt stt,
        @NotNull @Valid Llm llm,
        @Nullable @Valid Tts tts,
        @Nullable @Valid Silence silence,
        @Nullable @Valid AmbientSound ambientSound,
        @Nullable @Valid Backchannel backchannel,
        @Nullable @Valid Subtitles subtitles,
        @Nullable @Valid Voiceprint voiceprint,

        @Nullable
        @Schema(
                description = "A talking picture of the agent, as the vendor's own JSON. TRTC only "
                        + "(AvatarConfig), by arrangement with the vendor.")
        @FreeForm
        Map<String, Object> avatar,

        @Nullable @Valid Tools tools,
        @Nullable @Valid Telephony telephony,
        @Nullable @Valid Limits limits,

        @Nullable
        @Schema(
                description = "Per vendor id, an object that is merged into that vendor's request last, also "
                        + "into its JSON-in-string fields. For fields by arrangement that have no neutral "
                        + "name. May not touch app ids, rooms, callees, user ids, credentials or the URL a "
                        + "credential is sent to.")
        @FreeForm
        Map<String, Object> vendorOptions) {

    public Agent {
        avatar = FreeForm.Copies.map(avatar);
        vendorOptions = FreeForm.Copies.map(vendorOptions);
    }
}
