package io.voxgate.api.http;

import io.voxgate.adapter.FieldReport;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code Prefer: handling=strict|lenient} (RFC 7240): may a translation lose settings? */
public final class PreferHandling {
    private PreferHandling() {}

    /** Lenient unless strict is asked for; other preferences are ignored, as the RFC wants it. */
    public static boolean strict(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.toLowerCase(Locale.ROOT).split("[,;]"))
                        .map(part -> part.replace("\"", "").replaceAll("\\s", ""))
                        .anyMatch("handling=strict"::equals);
    }

    /** What was done about the preference, for the answer's header. */
    public static String applied(boolean strict) {
        return strict ? "handling=strict" : "handling=lenient";
    }

    /** The settings that a vendor would clamp, approximate or lose. */
    public static List<Fault> losses(String vendor, List<FieldReport.ReportEntry> fields) {
        return fields.stream()
                .filter(entry -> switch (entry.outcome()) {
                    case CLAMPED, APPROXIMATED, UNSUPPORTED -> true;
                    case EXACT, CONVERTED, EMULATED, REJECTED -> false;
                })
                .map(entry -> new Fault(
                        "/agent" + entry.path(),
                        Json.node(entry.outcome()).asText().toUpperCase(Locale.ROOT),
                        vendor + ": " + (entry.note() == null ? "not as it was asked for." : entry.note())))
                .toList();
    }
}
