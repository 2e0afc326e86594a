package io.voxgate.canary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for thousands of canaries in gigabytes at once: the end of each spelling is found by a rolling hash, the rest
 * is then compared. For one thread.
 */
public final class SecretScanner {
    private static final int WINDOW = 12;
    private static final int CHUNK = 1 << 22;
    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final int BITS = 22;
    private static final int AROUND = 60;

    /** @param around where it stands, with the text before and after */
    public record Found(Canary canary, String form, String around) {
        @Override
        public String toString() {
            return canary.name() + " as " + form + ": " + around;
        }
    }

    /** @param bytes of one spelling */
    private record Needle(Canary canary, String form, byte[] bytes) {}

    private final Map<Long, List<Needle>> byEnd = new HashMap<>();
    private final BitSet likely = new BitSet(1 << BITS);
    private final long outgoing = power();
    private int longest;
    private final byte[] text;
    private long searched;

    public SecretScanner(List<Canary> canaries) {
        canaries.forEach(canary -> canary.forms()
                .forEach((form, spelt) -> add(new Needle(canary, form, spelt.getBytes(StandardCharsets.ISO_8859_1)))));
        this.text = new byte[longest + CHUNK];
    }

    private void add(Needle needle) {
        long hash = 0;
        for (int i = needle.bytes().length - WINDOW; i < needle.bytes().length; i++) {
            hash = hash * BASE + needle.bytes()[i];
        }
        byEnd.computeIfAbsent(hash, _ -> new ArrayList<>()).add(needle);
        likely.set((int) (hash >>> 64 - BITS));
        longest = Math.max(longest, needle.bytes().length);
    }

    private static long power() {
        long power = 1;
        for (int i = 0; i < WINDOW; i++) {
            power *= BASE;
        }
        return power;
    }

    public long searched() {
        return searched;
    }

    /** Each place where a canary is. */
    public List<Found> in(InputStream source) throws IOException {
        List<Found> found = new ArrayList<>();
        int kept = 0;
        for (int read = source.readNBytes(text, kept, CHUNK); read > 0; read = source.readNBytes(text, kept, CHUNK)) {
            int end = kept + read;
            scan(kept, end, found);
            searched += read;
            kept = Math.min(longest, end);
            System.arraycopy(text, end - kept, text, 0, kept);
        }
        return found;
    }

    /** Finds what ends at or after {@code from}: what ended before was found in the chunk before. */
    private void scan(int from, int end, List<Found> found) {
        long hash = 0;
        int begin = Math.max(0, from - WINDOW);
        for (int i = begin; i < end; i++) {
            hash = hash * BASE + text[i] - (i - begin >= WINDOW ? text[i - WINDOW] * outgoing : 0);
            if (i >= from && i - begin >= WINDOW - 1 && likely.get((int) (hash >>> 64 - BITS))) {
                compare(i + 1, end, byEnd.getOrDefault(hash, List.of()), found);
            }
        }
    }

    private void compare(int at, int end, List<Needle> needles, List<Found> found) {
        for (Needle needle : needles) {
            int start = at - needle.bytes().length;
            if (start >= 0 && Arrays.equals(text, start, at, needle.bytes(), 0, needle.bytes().length)) {
                int left = Math.max(0, start - AROUND);
                found.add(new Found(
                        needle.canary(),
                        needle.form(),
                        "…"
                                + new String(text, left, Math.min(end, at + AROUND) - left, StandardCharsets.ISO_8859_1)
                                        .replaceAll("\\s+", " ")
                                + "…"));
            }
        }
    }
}
