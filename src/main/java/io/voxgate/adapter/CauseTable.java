package io.voxgate.adapter;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.LikelyCause;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's error codes say of why a start was refused, for a diagnosis. As in {@link ErrorTable} a code that is
 * not listed goes by its longest listed prefix.
 */
public final class CauseTable {
    private final Map<String, CauseReading> readings = new LinkedHashMap<>();

    /**
     * What one code says.
     *
     * @param advice what to do, as a sentence
     * @param pointer the member to put right
     */
    private record CauseReading(
            CausePart part,
            CauseKind kind,
            String advice,
            @Nullable String pointer) {}

    /** What these codes say. One that ends with an asterisk covers whatever begins so. */
    public CauseTable cause(CausePart part, CauseKind kind, @Nullable String pointer, String advice, String... codes) {
        CauseReading reading = new CauseReading(part, kind, advice, pointer);
        for (String code : codes) {
            if (readings.putIfAbsent(code, reading) != null) {
                throw new IllegalArgumentException("Listed twice: " + code);
            }
        }
        return this;
    }

    /** This table and another's codes; this one's win. */
    public CauseTable and(CauseTable other) {
        other.readings.forEach(readings::putIfAbsent);
        return this;
    }

    /** What a refusal says; empty for a code without a listed prefix. */
    public Optional<LikelyCause> of(VendorError error) {
        return reading(error.code())
                .map(reading -> LikelyCause.certain(
                        reading.part(),
                        reading.kind(),
                        reading.advice() + " The vendor answered " + error.code() + ": " + error.message(),
                        reading.pointer()));
    }

    private Optional<CauseReading> reading(String code) {
        return readings.entrySet().stream()
                .filter(entry -> covers(entry.getKey(), code))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private static boolean covers(String listed, String code) {
        return listed.endsWith("*")
                ? code.startsWith(listed.substring(0, listed.length() - 1))
                : code.equals(listed) || code.startsWith(listed + ".");
    }
}
