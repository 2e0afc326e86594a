package io.voxgate.callingpolicy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voxgate.model.CallConsent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When calls are allowed by the clock and the calendar of the person who is called. */
@Schema(
        name = "CallingHours",
        description = "When calls are allowed by the person's own clock and calendar. The place is channel.timeZone of the start; "
                + "else timeZone here; else what the number tells, and where that is several zones, each of them must allow the "
                + "call. A number whose zone is not known is not called.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallingHours(
        @Nullable
        @Size(min = 1, max = 64)
        @Schema(description = "A zone of the IANA for calls that name none.", examples = "Asia/Shanghai")
        String timeZone,

        @Nullable @Size(min = 1, max = 50) @Schema(description = "Absent: at every time of day.")
        List<@NotNull @Valid CallingWindow> windows,

        @Nullable
        @Size(min = 1, max = 400)
        @Schema(description = "Days on which nobody is called.", examples = "[\"2026-10-01\"]")
        List<@NotNull @Pattern(regexp = CallConsent.DAY) String> holidays) {

    public CallingHours {
        windows = windows == null || windows.stream().anyMatch(Objects::isNull) ? windows : List.copyOf(windows);
        holidays = holidays == null || holidays.stream().anyMatch(Objects::isNull) ? holidays : List.copyOf(holidays);
    }
}
