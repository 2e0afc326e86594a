package io.voxgate.lists;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pages through a list while somebody adds to it, and says what is wrong with what was seen. */
final class ListWalk {
    private static final int MOST_PAGES = 5000;

    private final Pages pages;
    private int seen;

    ListWalk(Pages pages) {
        this.pages = pages;
    }

    /** @param next empty at the end */
    record Part(List<String> keys, Optional<String> next) {}

    /** A list: its keys in order, a part at a time. */
    interface Pages {
        Part page(int size, Optional<String> token);
    }

    /** How many pages were read. */
    int pages() {
        return seen;
    }

    List<String> all(int size) {
        return all(size, () -> {});
    }

    private List<String> all(int size, Runnable between) {
        List<String> keys = new ArrayList<>();
        Optional<String> token = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Part part = pages.page(size, token);
            seen++;
            if (part.keys().size() > size) {
                throw new AssertionError(
                        "A page of " + size + " has " + part.keys().size() + " items");
            }
            keys.addAll(part.keys());
            if (part.next().isEmpty()) {
                return keys;
            }
            token = part.next();
            between.run();
        }
        throw new AssertionError("The list has no end");
    }

    /**
     * What is wrong: items that come twice, items that were there at the beginning and are left out or in another
     * order.
     *
     * @param add makes one more item
     * @param most so many are added on the way
     */
    List<String> faults(int size, Runnable add, int most) {
        List<String> before = all(200);
        int[] added = {0};
        List<String> walked = all(size, () -> {
            if (added[0]++ < most) {
                add.run();
            }
        });
        List<String> faults = new ArrayList<>();
        Set<String> once = new HashSet<>();
        walked.stream().filter(key -> !once.add(key)).forEach(key -> faults.add("twice: " + key));
        List<String> kept = new ArrayList<>(walked);
        kept.retainAll(new HashSet<>(before));
        before.stream().filter(key -> !once.contains(key)).forEach(key -> faults.add("left out: " + key));
        if (faults.isEmpty() && !kept.equals(before)) {
            faults.add("another order: " + kept + " instead of " + before);
        }
        return faults;
    }
}
