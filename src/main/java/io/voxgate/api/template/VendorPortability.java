package io.voxgate.api.template;

import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentRules;
import io.voxgate.model.FieldOutcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one vendor makes of a template, in short. */
@Schema(
        name = "Portability",
        description = "What one vendor makes of a template, in short. The whole report: POST /v1/translations.")
public record VendorPortability(
        String vendor,

        @Schema(description = "Whether a session could start.")
        boolean accepted,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Integer.class,
                description = "How many settings had each outcome.")
        Map<FieldOutcome, Integer> summary,

        @Schema(
                description =
                        "The settings that are not what was asked for: what this vendor changes or loses, and why.")
        List<FieldReport.ReportEntry> fields,

        @Schema(
                description = "Settings that a variable without a default decides: their outcome is known when "
                        + "a session starts. Not counted in summary.",
                examples = "[\"/stt/language\"]")
        List<String> undecided) {
    private static final EnumSet<FieldOutcome> FINE = EnumSet.of(FieldOutcome.EXACT, FieldOutcome.CONVERTED);
    /**
     * What a vendor says to a text that it looks up, such as a voice or a language; with another text it may say
     * something else.
     */
    private static final EnumSet<FieldOutcome> JUDGED_BY_VALUE =
            EnumSet.of(FieldOutcome.APPROXIMATED, FieldOutcome.CLAMPED, FieldOutcome.REJECTED);

    static VendorPortability of(VendorAdapter adapter, Agent agent) {
        FieldReport report = adapter.translate(new StartCommand(agent, Optional.empty(), Optional.empty()))
                .report();
        List<String> undecided = report.fields().stream()
                .filter(VendorPortability::open)
                .map(FieldReport.ReportEntry::path)
                .toList();
        FieldReport decided = new FieldReport(
                report.fields().stream().filter(entry -> !open(entry)).toList(), report.defaults());
        return new VendorPortability(
                adapter.info().id(),
                decided.accepted(),
                decided.summary(),
                decided.fields().stream()
                        .filter(entry -> !FINE.contains(entry.outcome()))
                        .toList(),
                undecided);
    }

    private static boolean open(FieldReport.ReportEntry entry) {
        return entry.value() != null
                && JUDGED_BY_VALUE.contains(entry.outcome())
                && AgentRules.VARIABLE.matcher(entry.value().toString()).find();
    }
}
