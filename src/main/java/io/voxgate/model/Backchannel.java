package io.voxgate.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Small words ("hm", "I see") when the person has finished speaking, or when the answer is late. */
@Schema(description = "Small words when the person has finished speaking (Alibaba) or when the answer is late (CCC).")
public record Backchannel(
        @Nullable Boolean enabled,

        @Nullable
        @Min(100)
        @Max(10000)
        @Schema(description = "How late the answer must be, in milliseconds, 100 to 10000. CCC only.")
        Integer afterMs,

        @Nullable @Valid Phrases phrases) {

    @Schema(name = "BackchannelPhrases", description = "The small words by mood. CCC only, Chinese only.")
    public record Phrases(
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> neutral,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> positive,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> negative) {

        public Phrases {
            neutral = FreeForm.Copies.list(neutral);
            positive = FreeForm.Copies.list(positive);
            negative = FreeForm.Copies.list(negative);
        }
    }
}
