package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportEntry;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Fields of an imported request whose neutral setting would not be sent beside the others: how long a voice has to be
 * heard, say, where no voice interrupts. They are kept for the vendor as they came, so that they come back.
 */
public final class UnsentFields {
    private final VendorInfo vendor;
    private final ImportResult imported;
    private final ObjectNode before;
    private final ObjectNode after;
    private final GuardedFields guarded;

    private UnsentFields(VendorInfo vendor, ObjectNode request, ImportResult imported, Translation translation) {
        this.vendor = vendor;
        this.imported = imported;
        this.before = RequestFields.jsonText(translation.call().jsonText())
                .open(request)
                .fields();
        this.after = translation.call().display(Optional.empty());
        this.guarded = GuardedFields.of(vendor.protectedPaths());
    }

    /** The same import with them in {@code vendorOptions}; the import itself when there are none. */
    public static ImportResult kept(
            VendorInfo vendor, ObjectNode request, ImportResult imported, Translation translation) {
        return new UnsentFields(vendor, request, imported, translation).kept();
    }

    private ImportResult kept() {
        List<ImportEntry> lost = imported.fields().stream().filter(this::unsent).toList();
        if (lost.isEmpty()) {
            return imported;
        }
        List<ImportEntry> rows = new ArrayList<>(imported.fields());
        ObjectNode agent = imported.agent().deepCopy();
        ObjectNode options = agent.withObject("/vendorOptions").withObject("/" + vendor.id());
        for (ImportEntry row : lost) {
            String path = Objects.requireNonNull(row.path(), "only rows with a setting are looked at");
            String setting = dotted(path);
            Json.put(
                    options, row.vendorPath(), Json.at(before, row.vendorPath()).orElseThrow());
            rows.set(
                    rows.indexOf(row),
                    new ImportEntry(
                            row.vendorPath(),
                            "/vendorOptions/" + vendor.id(),
                            ImportOutcome.KEPT,
                            "Kept as it is: " + setting + " would not be sent beside the other settings."));
            if (rows.stream().noneMatch(other -> path.equals(other.path()))) {
                Json.remove(agent, setting);
            }
        }
        return new ImportResult(
                agent, imported.channel(), imported.settings(), imported.credentials(), rows, imported.findings());
    }

    /**
     * Whether it should come back by itself, for nothing is said of it, and does not. What holds a secret never comes
     * back whole.
     */
    private boolean unsent(ImportEntry row) {
        String path = row.path();
        boolean setting = path != null && !path.startsWith("/channel/") && !path.startsWith("/vendorOptions/");
        boolean silent = row.outcome() == ImportOutcome.EXACT
                || (row.outcome() == ImportOutcome.CONVERTED && row.note() == null);
        Optional<JsonNode> value = Json.at(before, row.vendorPath());
        boolean different = value.filter(sent -> Json.at(after, row.vendorPath())
                        .filter(again -> Json.same(sent, again))
                        .isEmpty())
                .isPresent();
        return setting
                && silent
                && different
                && withoutSecrets(row.vendorPath())
                && allowed(row.vendorPath(), value.orElseThrow());
    }

    private boolean withoutSecrets(String wire) {
        return imported.fields().stream()
                .noneMatch(row -> row.outcome() == ImportOutcome.SECRET
                        && (row.vendorPath().startsWith(wire + ".")
                                || row.vendorPath().startsWith(wire + "[")));
    }

    private boolean allowed(String wire, JsonNode value) {
        ObjectNode option = Json.object();
        Json.put(option, wire, value);
        return guarded.touched(option, 1).isEmpty();
    }

    private static String dotted(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }
}
