package io.voxgate.callingpolicy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voxgate.model.Channel.Phone;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When and whom a tenant may call. A part that is absent forbids nothing. */
@Schema(
        name = "CallingPolicy",
        description = "When and whom you may call. A part that is absent forbids nothing; of several policies every one that "
                + "applies must allow a call.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallingPolicy(
        @Nullable @Size(max = 500) @Schema(description = "For people.", examples = "Reminders to patients")
        String description,

        @Nullable
        @Size(min = 1, max = 100)
        @Schema(
                description = "Only calls with these templates. Absent: every call, also with an inline agent.",
                examples = "[\"appointment-reminder\"]")
        List<@NotNull @Size(min = 1, max = 63) String> templates,

        @Nullable @Valid CallingHours hours,

        @Nullable
        @Min(1)
        @Max(100)
        @Schema(
                description = "How many calls to a number may be begun on one day of the person's calendar. A call counts "
                        + "unless it was not sent, or the vendor was asked too often.",
                examples = "2")
        Integer maxAttemptsPerDay,

        @Nullable @Valid ConsentRule consent,

        @Nullable
        @Size(min = 1, max = 250)
        @Schema(description = "The only countries that may be called, ISO 3166-1.", examples = "[\"CN\"]")
        List<@NotNull @Pattern(regexp = "[A-Z]{2}") String> countries,

        @Nullable
        @Size(min = 1, max = 200)
        @Schema(
                description = "The only numbers that may call, E.164: channel.from must name some of these and no other.",
                examples = "[\"+862000000000\"]")
        List<@NotNull @Pattern(regexp = Phone.E164) String> callers) {

    public CallingPolicy {
        templates = copy(templates);
        countries = copy(countries);
        callers = copy(callers);
    }

    private static @Nullable List<String> copy(@Nullable List<String> list) {
        // A null in it is a fault that validation names; List.copyOf would throw instead.
        return list == null || list.stream().anyMatch(Objects::isNull) ? list : List.copyOf(list);
    }

    boolean appliesTo(CallFacts facts) {
        return templates == null || facts.template().filter(templates::contains).isPresent();
    }
}
