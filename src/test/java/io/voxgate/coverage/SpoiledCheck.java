package io.voxgate.coverage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.tck.AllAdapters;
import java.util.List;

/** A check with one of its claims made wrong. */
final class SpoiledCheck {
    private static final String WRONG = "spoiled";
    /** Where a check claims something, beside its first name. */
    private static final List<String> CLAIMS =
            List.of("reports", "sends", "defaults", "gives", "event", "means", "is", "note", "text");

    private SpoiledCheck() {}

    static ObjectNode of(CoverageRow row, ObjectNode check) {
        ObjectNode spoiled = check.deepCopy();
        String kind = RowChecks.kind(check);
        if (kind.equals("contractLacks")) {
            return spoiled.put(kind, "EndReason completed");
        }
        if (kind.equals("absent")) {
            String vendor = check.path("vendor").asText(row.vendor());
            return spoiled.put(
                    kind, AllAdapters.named(vendor).info().operations().get("start"));
        }
        for (String claim : CLAIMS) {
            if (!claim.equals(kind) && spoiled.get(claim) instanceof ObjectNode several) {
                several.put(several.fieldNames().next(), WRONG);
                return spoiled;
            }
            if (!claim.equals(kind) && spoiled.has(claim)) {
                return spoiled.put(claim, WRONG + spoiled.path(claim).asText());
            }
        }
        return spoiled.put(kind, spoiled.path(kind).asText() + WRONG);
    }
}
