package io.voxgate.model;

import io.voxgate.limits.Limit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that ends here. The edge turns it into RFC 9457 problem+json; nothing in it may be a secret.
 *
 * <p>{@code extras} become members of the problem beside the standard ones ({@code sessionId}, {@code vendorError},
 * {@code retryAfterMs}, {@code limit}).
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<Fault> faults;
    private final transient Map<String, Object> extras;
    private final boolean retryable;
    private final String detail;

    private Problem(
            ProblemCode code, String detail, List<Fault> faults, Map<String, Object> extras, boolean retryable) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.faults = faults.stream().limit(Limit.FAULTS.max()).toList();
        this.extras = Map.copyOf(
                faults.size() > Limit.FAULTS.max() ? named(extras, Limit.FAULTS, Limit.FAULTS.max()) : extras);
        this.retryable = retryable;
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), Map.of(), false);
    }

    public static Problem of(ProblemCode code, String detail, List<Fault> faults) {
        return new Problem(code, detail, faults, Map.of(), false);
    }

    /** More than one of the service's limits allows; the problem names it in its member {@code limit}. */
    public static Problem overLimit(ProblemCode code, Limit limit, String detail) {
        return overLimit(code, limit, limit.max(), detail);
    }

    /** The same for a limit of which an operator chose another value. */
    public static Problem overLimit(ProblemCode code, Limit limit, long max, String detail) {
        return new Problem(code, detail, List.of(), named(Map.of(), limit, max), false);
    }

    /** The same with the places in the request that are over it. */
    public static Problem overLimit(ProblemCode code, Limit limit, String detail, List<Fault> faults) {
        return new Problem(code, detail, faults, named(Map.of(), limit, limit.max()), false);
    }

    private static Map<String, Object> named(Map<String, Object> extras, Limit limit, long max) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", limit.word());
        named.put("max", max);
        named.put("unit", limit.unit());
        Map<String, Object> more = new HashMap<>(extras);
        more.putIfAbsent("limit", named);
        return more;
    }

    public static Problem notFound(String what) {
        return of(ProblemCode.NOT_FOUND, what);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new HashMap<>(extras);
        more.put(member, value);
        return new Problem(code, detail, faults, more, retryable);
    }

    /** The same problem at other pointers and in other words. */
    public Problem with(String detail, List<Fault> others) {
        return new Problem(code, detail, others, extras, retryable);
    }

    /** The same request may be sent again: nothing was executed. */
    public Problem mayRetry() {
        return new Problem(code, detail, faults, extras, true);
    }

    /** What happened, as a sentence. */
    public String detail() {
        return detail;
    }

    public ProblemCode code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, Object> extras() {
        return extras;
    }

    public boolean retryable() {
        return retryable;
    }
}
