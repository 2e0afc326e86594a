package io.voxgate.drift;

import io.voxgate.drift.Difference.Change;
import io.voxgate.drift.FieldDescription.FieldPresence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two descriptions of one API side by side. */
final class ApiComparison {
    private final List<Difference> differences = new ArrayList<>();

    private ApiComparison() {}

    /**
     * Everything in which the vendor's description is not ours, sorted by name. An operation that only one of them has
     * is named without its fields.
     */
    static List<Difference> of(ApiDescription ours, ApiDescription vendors) {
        ApiComparison comparison = new ApiComparison();
        for (String operation :
                union(ours.operations().keySet(), vendors.operations().keySet())) {
            comparison.operation(operation, ours, vendors);
        }
        return comparison.differences.stream().sorted().toList();
    }

    private void operation(String name, ApiDescription ours, ApiDescription vendors) {
        OperationDescription known = ours.operations().get(name);
        OperationDescription theirs = vendors.operations().get(name);
        if (known == null || theirs == null) {
            add(known == null ? Change.NEW : Change.GONE, name, "operation");
            return;
        }
        for (String path : union(known.fields().keySet(), theirs.fields().keySet())) {
            field(name + "." + path, known.fields().get(path), theirs.fields().get(path));
        }
    }

    private void field(String name, @Nullable FieldDescription ours, @Nullable FieldDescription theirs) {
        if (ours == null || theirs == null) {
            FieldDescription one = ours == null ? theirs : ours;
            add(
                    ours == null ? Change.NEW : Change.GONE,
                    name,
                    one == null ? "" : one.type().map(FieldType::toString).orElse(""));
            return;
        }
        List<String> details = new ArrayList<>();
        if (ours.type().isPresent() && theirs.type().isPresent() && !ours.type().equals(theirs.type())) {
            details.add("Voxgate knows it as " + ours.type().get() + ", the vendor as "
                    + theirs.type().get());
        }
        if (ours.presence() == FieldPresence.OPTIONAL && theirs.presence() == FieldPresence.REQUIRED) {
            details.add("the vendor requires it, Voxgate does not always send it");
        }
        if (ours.range().isPresent()
                && theirs.range().isPresent()
                && !ours.range().equals(theirs.range())) {
            details.add("Voxgate keeps to " + ours.range().get() + ", the vendor says "
                    + theirs.range().get());
        }
        if (!details.isEmpty()) {
            add(Change.DIFFERENT, name, String.join("; ", details));
        }
        if (!ours.values().isEmpty() && !theirs.values().isEmpty()) {
            values(name, ours.values(), theirs.values());
        }
    }

    private void values(String name, SortedSet<String> ours, SortedSet<String> theirs) {
        for (String value : union(ours, theirs)) {
            if (!ours.contains(value)) {
                add(Change.NEW, name + "=" + value, "value");
            } else if (!theirs.contains(value)) {
                add(Change.GONE, name + "=" + value, "value");
            }
        }
    }

    private void add(Change change, String name, String detail) {
        differences.add(new Difference(change, name, detail));
    }

    private static SortedSet<String> union(Collection<String> a, Collection<String> b) {
        SortedSet<String> all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }
}
