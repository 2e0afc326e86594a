package io.voxgate.callingpolicy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voxgate.model.CallConsent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a start has to say of the person's consent. */
@Schema(
        name = "ConsentRule",
        description = "Each start must name a consent (channel.consent), with its basis, its proof and its day.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentRule(
        @Nullable
        @Size(min = 1, max = 5)
        @Schema(description = "The bases that are enough. Absent: any.", examples = "[\"expressWritten\"]")
        List<CallConsent.@NotNull Basis> bases,

        @Nullable @Min(1) @Max(36500) @Schema(description = "How old it may be. Absent: of any age.", examples = "365")
        Integer maxAgeDays) {

    public ConsentRule {
        bases = bases == null || bases.stream().anyMatch(Objects::isNull) ? bases : List.copyOf(bases);
    }

    /**
     * Why the consent is not enough; empty: it is.
     *
     * @param today the person's day, where the day is latest: a consent is never taken for younger than it is
     */
    Optional<String> refusal(Optional<CallConsent> given, LocalDate today) {
        if (given.isEmpty()) {
            return Optional.of("The start names no consent: send channel.consent with its basis, proof and day.");
        }
        CallConsent consent = given.get();
        if (bases != null && !bases.contains(consent.basis())) {
            return Optional.of("A consent on this basis is not enough for this call.");
        }
        Optional<LocalDate> day = day(consent.givenOn());
        if (day.filter(on -> !on.isAfter(today)).isEmpty()) {
            return Optional.of("The consent's day, " + consent.givenOn() + ", is no day up to today.");
        }
        if (maxAgeDays != null && day.get().plusDays(maxAgeDays).isBefore(today)) {
            return Optional.of("The consent of " + consent.givenOn() + " is older than " + maxAgeDays + " days.");
        }
        return Optional.empty();
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty(); // a month that has no such day
        }
    }
}
