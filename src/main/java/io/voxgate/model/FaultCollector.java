package io.voxgate.model;

import io.voxgate.limits.Limit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Faults up to the limit of one answer, and one more, which shows that there are others. The search for faults stops
 * when it is full, so that the work does not grow with what is wrong.
 */
public final class FaultCollector {
    private final List<Fault> faults = new ArrayList<>();

    /** Whether no more is taken. */
    public boolean full() {
        return faults.size() > Limit.FAULTS.max();
    }

    public void add(Fault fault) {
        if (!full()) {
            faults.add(fault);
        }
    }

    public void add(TreePath path, String code, String detail) {
        if (!full()) {
            faults.add(new Fault(path.pointer(), code, detail));
        }
    }

    public void addAll(Collection<Fault> more) {
        more.stream().limit(Limit.FAULTS.max() + 1 - faults.size()).forEach(faults::add);
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** In the order in which they were found. */
    public List<Fault> list() {
        return List.copyOf(faults);
    }

    /** In the order of their pointers. */
    public List<Fault> sorted() {
        return faults.stream().sorted(Comparator.comparing(Fault::pointer)).toList();
    }
}
