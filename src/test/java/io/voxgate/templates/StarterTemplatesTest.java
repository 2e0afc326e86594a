package io.voxgate.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.AllAdapters;
import jakarta.validation.Validation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class StarterTemplatesTest {
    static final List<Starter> STARTERS = Starter.all();
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");
    private static final Channel ROOM = new Channel.Room("1234", Channel.RoomIdType.NUMERIC, "user_1", "agent_1");
    private static final Channel PHONE = new Channel.Phone("+8613800000000", List.of("+862000000000"));

    @Test
    void theLibraryHasTheFivePromisedTemplates() {
        assertThat(STARTERS)
                .extracting(Starter::name)
                .containsExactly(
                        "appointment-reminder", "companion", "customer-service", "language-tutor", "patient-follow-up");
    }

    @ParameterizedTest
    @FieldSource("STARTERS")
    void everyVariableIsDeclaredTypedExplainedAndUsed(Starter starter) {
        assertThat(starter.declared()).isEqualTo(starter.used());
        for (JsonNode variable : starter.document().path("variables")) {
            assertThat(variable.path("type").asText()).isIn(TYPES);
            assertThat(variable.path("description").asText()).isNotBlank();
            assertThat(variable.has("default"))
                    .as("%s needs a default or is required", variable)
                    .isNotEqualTo(variable.path("required").asBoolean());
        }
    }

    @ParameterizedTest
    @FieldSource("STARTERS")
    void everyTemplateHasTheShapeOfThePutAndKeepsTheModelsRules(Starter starter) {
        Agent agent = starter.agent();

        assertThat(starter.document().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("description", "variables", "agent");
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(agent)).isEmpty();
        }
    }

    /** None of them is rejected anywhere, as long as the channel is one that the vendor has. */
    @ParameterizedTest
    @FieldSource("STARTERS")
    void everyVendorAcceptsEveryTemplate(Starter starter) {
        assertThat(real())
                .extracting(adapter -> adapter.info().id())
                .containsExactly("alibaba-rtc", "tencent-ccc", "tencent-trtc");
        for (VendorAdapter adapter : real()) {
            assertThat(with(translate(adapter, starter), FieldOutcome.REJECTED))
                    .as(adapter.info().id())
                    .isEmpty();
        }
    }

    /** The vendor that a description names takes every setting over, or the few that are listed here are lost. */
    @ParameterizedTest
    @CsvSource({
        "appointment-reminder, tencent-ccc,  ''",
        "patient-follow-up,    tencent-ccc,  ''",
        "language-tutor,       tencent-trtc, ''",
        "companion,            alibaba-rtc,  '/silence/reminder/maxCount /turnDetection/eagerness'"
    })
    void theVendorItIsMadeForTakesItOver(String name, String vendor, String lost) {
        Translation translation = translate(AllAdapters.named(vendor), Starter.named(name));

        assertThat(Starter.named(name).document().path("description").asText()).contains(vendor);
        assertThat(with(translation, FieldOutcome.UNSUPPORTED, FieldOutcome.APPROXIMATED, FieldOutcome.CLAMPED))
                .containsExactlyInAnyOrder(lost.isEmpty() ? new String[0] : lost.split(" "));
    }

    /** A phone call starts only where phones are; the report says so at the channel. */
    @ParameterizedTest
    @CsvSource({"tencent-trtc", "alibaba-rtc"})
    void aPhoneCallIsRejectedWhereNobodyCanPhone(String vendor) {
        StartCommand call = new StartCommand(
                Starter.named("appointment-reminder").agent(), Optional.of(PHONE), Optional.of("ses_1"));

        assertThat(with(AllAdapters.named(vendor).translate(call), FieldOutcome.REJECTED))
                .allMatch(path -> path.startsWith("/channel"))
                .hasSize(1);
    }

    private static List<String> with(Translation translation, FieldOutcome... outcomes) {
        Set<FieldOutcome> wanted = Set.of(outcomes);
        return translation.report().fields().stream()
                .filter(entry -> wanted.contains(entry.outcome()))
                .map(FieldReport.ReportEntry::path)
                .toList();
    }

    private static Translation translate(VendorAdapter adapter, Starter starter) {
        Channel channel = adapter.info().channels().contains("room") ? ROOM : PHONE;
        return adapter.translate(new StartCommand(starter.agent(), Optional.of(channel), Optional.of("ses_1")));
    }

    private static List<VendorAdapter> real() {
        return AllAdapters.all().stream()
                .filter(adapter -> !adapter.info().id().startsWith("toy"))
                .toList();
    }
}
