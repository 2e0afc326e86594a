package io.voxgate.api;

import io.voxgate.model.Agent;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.FieldReport;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.VendorAdapter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one vendor makes of a template, in short. */
@Schema(name = "Portability", description = "What one vendor makes of a template, in short. The whole report: POST /v1/translations.")
public record Portability(
        String vendor, @Schema(description = "Whether a session could start.") boolean accepted,
        @Schema(type = SchemaType.OBJECT, additionalProperties = Integer.class, description = "How many settings had each outcome.") Map<FieldOutcome, Integer> summary,
        @Schema(description = "The settings that are not what was asked for.") List<FieldReport.Entry> fields) {
    private static final EnumSet<FieldOutcome> FINE = EnumSet.of(FieldOutcome.EXACT, FieldOutcome.CONVERTED);

    static Portability of(VendorAdapter adapter, Agent agent) {
        FieldReport report = adapter.translate(new StartCommand(agent, Optional.empty(), Optional.empty())).report();
        return new Portability(adapter.info().id(), report.accepted(), report.summary(),
                report.fields().stream().filter(entry -> !FINE.contains(entry.outcome())).toList());
    }
}
