package io.voxgate.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TokenBucket;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The brake on wrong keys, passwords and tokens. It only ever stands in the way of what is not known to be right: no
 * one can lock an owner out by sending wrong ones. A sender of many gets 429 instead of 401, and is spent no look-ups
 * in the database.
 */
@ApplicationScoped
public class WrongKeys {
    private static final Logger LOG = Logger.getLogger(WrongKeys.class);
    private static final int MOST_SOURCES = 10_000;
    private static final Duration FORGET = Duration.ofMinutes(2);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int BURST_SECONDS = 5;

    private final MeterRegistry meters;
    private final LongSupplier nanos;
    private final LoadingCache<String, TokenBucket> answers;
    private final LoadingCache<String, TokenBucket> lookUps;
    private final TokenBucket allLookUps;
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

    /** What was wrong. */
    public enum WrongKind {
        KEY("keys"),
        STREAM_TOKEN("stream tokens"),
        CALLBACK_ADDRESS("callback addresses"),
        CALLBACK_SIGNATURE("callback signatures");

        private final String words;

        WrongKind(String words) {
            this.words = words;
        }
    }

    @Inject
    public WrongKeys(MeterRegistry meters) {
        this(meters, System::nanoTime);
    }

    WrongKeys(MeterRegistry meters, LongSupplier nanos) {
        this.meters = meters;
        this.nanos = nanos;
        this.answers = buckets(Limit.WRONG_KEYS_PER_SECOND.count());
        this.lookUps = buckets(Math.max(1, Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND.count() / 2));
        this.allLookUps = bucket(Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND.count());
    }

    private LoadingCache<String, TokenBucket> buckets(int perSecond) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_SOURCES)
                .expireAfterAccess(FORGET)
                .build(_ -> bucket(perSecond));
    }

    private TokenBucket bucket(int perSecond) {
        return new TokenBucket(BURST_SECONDS * perSecond, perSecond, nanos.getAsLong());
    }

    /**
     * Spends one look-up in the database on something that is not known.
     *
     * @param source where it comes from: an address, which many may share behind a proxy, so that it is a hint and no
     *     more
     * @throws Problem 429 when there were too many
     */
    public void spendLookUp(WrongKind kind, String source) {
        if (!lookUps.get(source).take(nanos.getAsLong()) || !allLookUps.take(nanos.getAsLong())) {
            count(kind);
            throw slow(Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND);
        }
    }

    /**
     * What is answered to something wrong: what is usual, or 429 where there were too many.
     *
     * @param source an address, or what it was wrong for
     */
    public Problem refusal(WrongKind kind, String source, Problem usual) {
        count(kind);
        return answers.get(kind + " " + source).take(nanos.getAsLong()) ? usual : slow(Limit.WRONG_KEYS_PER_SECOND);
    }

    /**
     * The 429 that a key is certain to be answered, so that nothing need be done for its request.
     *
     * @param wrong whether the key is wrong for certain, or else unknown, and a look-up would have to show
     */
    Optional<Problem> foreseen(String source, boolean wrong) {
        long now = nanos.getAsLong();
        boolean slowed = wrong
                ? answers.get(WrongKind.KEY + " " + source).isEmpty(now)
                : lookUps.get(source).isEmpty(now) || allLookUps.isEmpty(now);
        if (!slowed) {
            return Optional.empty();
        }
        count(WrongKind.KEY);
        return Optional.of(slow(wrong ? Limit.WRONG_KEYS_PER_SECOND : Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND));
    }

    private static Problem slow(Limit limit) {
        return Problem.overLimit(
                        ProblemCode.RATE_LIMITED,
                        limit,
                        "Too many wrong keys, tokens, passwords or addresses came from where you are. "
                                + "What is right is still taken; what was just made may take a second.")
                .with("retryAfterMs", AGAIN.toMillis())
                .mayRetry();
    }

    private void count(WrongKind kind) {
        meters.counter("voxgate.signin.refused", "what", kind.words).increment();
        refused.computeIfAbsent(kind.words, _ -> new LongAdder()).increment();
    }

    /** One line for all of a minute; who guesses must not fill the log, and no key stands in it. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void report() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((words, count) -> counts.put(words, count.sumThenReset()));
        counts.values().removeIf(count -> count == 0);
        if (!counts.isEmpty()) {
            LOG.warnf(
                    "Wrong sign-ins were refused since the last report: %s",
                    counts.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(" ")));
        }
    }
}
