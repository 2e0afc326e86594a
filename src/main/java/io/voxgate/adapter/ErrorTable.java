package io.voxgate.adapter;

import io.voxgate.adapter.CallOutcome.RefusalKind;
import io.voxgate.adapter.CallOutcome.VendorError;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a vendor's error codes mean. A code that is not listed goes by its longest listed prefix ({@code AuthFailure}
 * for {@code AuthFailure.New}; {@code Missing*} for {@code MissingAppId}); one without any is an unknown outcome.
 */
public final class ErrorTable {
    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    /** What one code means. */
    public sealed interface Meaning {
        record Exists() implements Meaning {}

        record Gone() implements Meaning {}

        record Refused(RefusalKind kind, boolean retryable) implements Meaning {}

        /** Look it up first: it may have been executed. */
        record Unclear() implements Meaning {}
    }

    /** Nothing was executed, and nothing will be by trying again. */
    public ErrorTable refused(RefusalKind kind, String... codes) {
        return put(new Meaning.Refused(kind, false), codes);
    }

    /** Nothing was executed; the same call may be sent again. */
    public ErrorTable retryable(RefusalKind kind, String... codes) {
        return put(new Meaning.Refused(kind, true), codes);
    }

    public ErrorTable gone(String... codes) {
        return put(new Meaning.Gone(), codes);
    }

    public ErrorTable exists(String... codes) {
        return put(new Meaning.Exists(), codes);
    }

    public ErrorTable unclear(String... codes) {
        return put(new Meaning.Unclear(), codes);
    }

    /** This table and another's codes; this one's win. */
    public ErrorTable and(ErrorTable other) {
        other.meanings.forEach(meanings::putIfAbsent);
        return this;
    }

    /** Every listed code. */
    public Set<String> codes() {
        return Set.copyOf(meanings.keySet());
    }

    /** What an error says of the call that it answers. */
    public CallOutcome outcome(VendorError error, Optional<Duration> retryAfter) {
        return switch (meaning(error.code())) {
            case Meaning.Exists _ -> new CallOutcome.AlreadyExists(error);
            case Meaning.Gone _ -> new CallOutcome.Gone(error);
            case Meaning.Refused refused ->
                new CallOutcome.Refused(refused.kind(), error, refused.retryable(), retryAfter);
            case Meaning.Unclear _ ->
                new CallOutcome.Unknown(
                        "The vendor answered " + error.code() + ": it may have been executed.", Optional.of(error));
        };
    }

    /** The meaning of a code; by its longest listed prefix when it is not listed itself. */
    public Meaning meaning(String code) {
        Meaning exact = meanings.get(code);
        if (exact != null) {
            return exact;
        }
        if (code.endsWith(".InternalError") || code.startsWith("FailedOperation.")) {
            return new Meaning.Unclear();
        }
        return meanings.entrySet().stream()
                .filter(entry -> covers(entry.getKey(), code))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseGet(Meaning.Unclear::new);
    }

    private static boolean covers(String listed, String code) {
        return listed.endsWith("*")
                ? code.startsWith(listed.substring(0, listed.length() - 1))
                : code.startsWith(listed + ".");
    }

    private ErrorTable put(Meaning meaning, String... codes) {
        for (String code : codes) {
            if (meanings.putIfAbsent(code, meaning) != null) {
                throw new IllegalArgumentException("Listed twice: " + code);
            }
        }
        return this;
    }
}
