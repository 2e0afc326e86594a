package io.voxgate.adapter;

import io.voxgate.adapter.ImportResult.ImportEntry;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the fields of an imported request went: one row for each; what was odd about a field is said in its row. */
final class ImportRows {
    private static final String NO_USER =
            "User and password were taken out of the address: only a credential may hold a secret.";
    private static final String NO_KEY =
            "What looks like a key was taken out of the text: only a credential may hold a secret.";

    private final Map<String, ImportEntry> rows = new LinkedHashMap<>();
    private final Map<String, String> oddities;

    /** @param oddities what was odd and is put right, by the dotted path of the field */
    ImportRows(Map<String, String> oddities) {
        this.oddities = new LinkedHashMap<>(oddities);
    }

    void enter(String wire, @Nullable String path, ImportOutcome outcome, @Nullable String note) {
        String odd = oddities.remove(wire);
        rows.put(
                wire,
                odd == null
                        ? new ImportEntry(wire, path, outcome, note)
                        : new ImportEntry(
                                wire,
                                path,
                                outcome == ImportOutcome.EXACT ? ImportOutcome.CONVERTED : outcome,
                                joined(odd, note)));
    }

    static String joined(@Nullable String first, @Nullable String second) {
        return Stream.of(first, second).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    /** A channel without its room or number is none; what was said of it is named again at each start. */
    void withoutChannel() {
        List.copyOf(rows.values()).stream()
                .filter(row -> row.path() != null && row.path().startsWith("/channel/"))
                .forEach(row -> rows.put(
                        row.vendorPath(),
                        new ImportEntry(
                                row.vendorPath(),
                                null,
                                ImportOutcome.CONNECTION,
                                "The request names no room or number: name the channel at each start.")));
    }

    /**
     * Every row, also of what was odd and has none yet.
     *
     * @param secrets the rows of secrets that no table took, by their dotted paths
     */
    List<ImportEntry> finish(Map<String, ImportEntry> secrets) {
        List.copyOf(oddities.keySet()).forEach(wire -> enter(wire, null, ImportOutcome.CONVERTED, null));
        secrets.forEach((wire, secret) -> rows.merge(
                wire,
                secret,
                (before, _) -> before.path() == null || secret.path() != null
                        ? before
                        : new ImportEntry(
                                wire,
                                before.path(),
                                ImportOutcome.CONVERTED,
                                before.path().endsWith("/url") ? NO_USER : NO_KEY)));
        return List.copyOf(rows.values());
    }
}
