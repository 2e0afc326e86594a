package io.voxgate.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a session keeps of its translation: the counts, and each setting that is not exactly what was asked for. */
@Schema(
        name = "SessionTranslation",
        description =
                "What the vendor made of the agent: how many settings had each outcome, and each one that is not exact.")
public record TranslationSummary(Map<FieldOutcome, Integer> summary, List<FieldReport.ReportEntry> fields) {

    static TranslationSummary of(FieldReport report) {
        return new TranslationSummary(
                report.summary(),
                report.fields().stream()
                        .filter(entry -> entry.outcome() != FieldOutcome.EXACT)
                        .toList());
    }

    ObjectNode tree() {
        return Json.tree(this);
    }
}
