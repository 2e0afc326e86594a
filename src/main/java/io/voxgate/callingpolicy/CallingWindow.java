package io.voxgate.callingpolicy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A time of day on some days of the week. */
@Schema(name = "CallingWindow", description = "A time of day, on all or some days of the week.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallingWindow(
        @Nullable @Size(min = 1, max = 7) @Schema(description = "Absent: every day.", examples = "[\"monday\"]")
        List<@NotNull Day> days,

        @NotNull @Pattern(regexp = TIME) @Schema(description = "From this minute on, HH:MM.", examples = "09:00")
        String from,

        @NotNull
        @Pattern(regexp = TIME)
        @Schema(
                description = "Up to this minute, which is not part of it; later than from. 24:00 is the end of the day; a window "
                        + "over midnight is two.",
                examples = "20:00")
        String to) {
    private static final String TIME = "(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
    private static final int MINUTES_OF_HOUR = 60;
    private static final int SECONDS_OF_MINUTE = 60;

    public CallingWindow {
        days = days == null || days.stream().anyMatch(Objects::isNull) ? days : List.copyOf(days);
    }

    @Schema(name = "Weekday", description = "A day of the week.")
    public enum Day {
        @JsonProperty("monday")
        MONDAY,
        @JsonProperty("tuesday")
        TUESDAY,
        @JsonProperty("wednesday")
        WEDNESDAY,
        @JsonProperty("thursday")
        THURSDAY,
        @JsonProperty("friday")
        FRIDAY,
        @JsonProperty("saturday")
        SATURDAY,
        @JsonProperty("sunday")
        SUNDAY;

        DayOfWeek weekday() {
            return DayOfWeek.valueOf(name());
        }
    }

    /** The minute of the day; 1440 is its end. */
    static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * MINUTES_OF_HOUR + Integer.parseInt(time.substring(3));
    }

    boolean on(DayOfWeek weekday) {
        return days == null || days.stream().anyMatch(day -> day.weekday() == weekday);
    }

    boolean open(LocalDateTime local) {
        int second = local.toLocalTime().toSecondOfDay();
        return on(local.getDayOfWeek())
                && second >= minute(from) * SECONDS_OF_MINUTE
                && second < minute(to) * SECONDS_OF_MINUTE;
    }

    LocalTime opening() {
        return LocalTime.ofSecondOfDay((long) minute(from) * SECONDS_OF_MINUTE);
    }
}
