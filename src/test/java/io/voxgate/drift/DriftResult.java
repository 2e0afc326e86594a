package io.voxgate.drift;

import io.voxgate.drift.ApiDescription.SourceKind;
import io.voxgate.drift.KnownDifferences.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One description of a vendor's compared with what Voxgate knows.
 *
 * @param unknown differences that nobody has looked at yet
 * @param known the others, each with its entry of the list
 * @param stale entries of the list for which there is no difference any more
 */
record DriftResult(
        ApiDescription ours,
        ApiDescription vendors,
        List<Difference> unknown,
        Map<Difference, Known> known,
        List<Known> stale) {

    DriftResult {
        unknown = List.copyOf(unknown);
        stale = List.copyOf(stale);
    }

    static DriftResult of(ApiDescription adapter, ApiDescription vendors, List<Known> list) {
        // Only an SDK lists error codes.
        ApiDescription ours = vendors.kind() == SourceKind.SDK ? adapter : adapter.without(OperationDescription.ERROR);
        List<Known> open = new ArrayList<>(
                list.stream().filter(known -> known.concerns(vendors)).toList());
        List<Difference> unknown = new ArrayList<>();
        Map<Difference, Known> explained = new LinkedHashMap<>();
        for (Difference difference : ApiComparison.of(ours, vendors)) {
            open.stream()
                    .filter(known -> known.explains(difference))
                    .findFirst()
                    .ifPresentOrElse(
                            known -> {
                                explained.put(difference, known);
                                open.remove(known);
                            },
                            () -> unknown.add(difference));
        }
        open.removeIf(known -> goneWithMore(known.name(), vendors));
        return new DriftResult(ours, vendors, unknown, explained, open);
    }

    /** With an operation its fields are gone, and with a field its values. */
    private static boolean goneWithMore(String name, ApiDescription vendors) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return false;
        }
        OperationDescription operation = vendors.operations().get(name.substring(0, dot));
        int equals = name.indexOf('=');
        return operation == null || (equals > 0 && !operation.fields().containsKey(name.substring(dot + 1, equals)));
    }
}
