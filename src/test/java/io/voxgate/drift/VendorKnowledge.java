package io.voxgate.drift;

import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.drift.Difference.Change;
import io.voxgate.drift.KnownDifferences.Known;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What the drift watch knows of a vendor, for tests outside its package. */
public final class VendorKnowledge {
    private static final Map<String, VendorTables> TABLES = new ConcurrentHashMap<>();
    private static final List<Known> KNOWN = KnownDifferences.today();

    private VendorKnowledge() {}

    /** Every start that the drift watch has the adapter make, accepted or not. */
    public static void starts(VendorAdapter adapter, Consumer<Translation> consumer) {
        AgentVariations.forEach(adapter, command -> consumer.accept(adapter.translate(command)));
    }

    /** Every call about something that runs or is over. */
    public static List<VendorCall> runningCalls(VendorAdapter adapter) {
        return RunningCalls.of(adapter);
    }

    /** The fields of a start that the adapter's tables name. */
    public static Set<String> tables(String vendor) {
        return of(vendor).start();
    }

    /** The error codes that have a meaning of their own; empty: the adapter lists none for the drift watch. */
    public static Set<String> errorCodes(String vendor) {
        return of(vendor).errors();
    }

    /** The fields that are read of answers, as {@code Operation.path}. */
    public static Set<String> answers(String vendor) {
        Set<String> names = new TreeSet<>();
        of(vendor)
                .answers()
                .properties()
                .forEach(operation -> operation
                        .getValue()
                        .fieldNames()
                        .forEachRemaining(path -> names.add(operation.getKey() + "." + path)));
        return names;
    }

    /** What the vendor has and Voxgate neither sends nor reads, by the name in the drift watch's list: the reason. */
    public static Map<String, String> notUsed(String vendor) {
        Map<String, String> reasons = new TreeMap<>();
        KNOWN.stream()
                .filter(known -> known.vendor().equals(vendor) && known.change() == Change.NEW)
                .forEach(known -> reasons.put(known.name(), known.note().reason()));
        return reasons;
    }

    private static VendorTables of(String vendor) {
        return TABLES.computeIfAbsent(vendor, VendorTables::of);
    }
}
