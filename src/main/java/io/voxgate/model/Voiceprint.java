package io.voxgate.model;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Listen only to registered voices. */
@Schema(description = "Listen only to registered voices. TRTC only, one id today.")
public record Voiceprint(
        @Nullable
        @Size(min = 1, max = 10)
        @Schema(description = "Ids of voices registered at the vendor. TRTC takes exactly one today.")
        List<@NotBlank @Size(max = 128) String> ids) {

    public Voiceprint {
        ids = FreeForm.Copies.list(ids);
    }
}
