package io.voxgate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.WrongKeys.WrongKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WrongKeysTest {
    private static final Problem USUAL = Problem.of(ProblemCode.UNAUTHENTICATED, "usual");

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WrongKeys wrong = new WrongKeys(meters, nanos::get);

    private int lookUps(String source, int tries) {
        return (int) IntStream.range(0, tries)
                .filter(_ -> catchThrowable(() -> wrong.spendLookUp(WrongKind.KEY, source)) == null)
                .count();
    }

    @Test
    void lookUpsForTheUnknownAreFewAndOneSourceHasHalfOfThem() {
        int perSecond = Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND.count();
        assertThat(lookUps("a", 1_000)).isEqualTo(5 * perSecond / 2);
        assertThat(lookUps("b", 1_000)).isEqualTo(5 * perSecond / 2);
        assertThat(lookUps("c", 1_000)).as("the replica's are used up").isZero();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(lookUps("c", 1_000)).as("its half of a second").isEqualTo(perSecond / 2);
    }

    @Test
    void whoSendsManyWrongOnesIsToldToSlowDown() {
        long usual = IntStream.range(0, 1_000)
                .filter(_ -> wrong.refusal(WrongKind.KEY, "a", USUAL).code() == ProblemCode.UNAUTHENTICATED)
                .count();

        assertThat(usual).isEqualTo(5 * Limit.WRONG_KEYS_PER_SECOND.max());
        assertThat(wrong.refusal(WrongKind.KEY, "a", USUAL).extras()).containsKeys("retryAfterMs", "limit");
        assertThat(wrong.refusal(WrongKind.KEY, "b", USUAL).code()).isEqualTo(ProblemCode.UNAUTHENTICATED);
        assertThat(meters.get("voxgate.signin.refused").counter().count()).isEqualTo(1_002);
    }

    @Test
    void whatWasAnnouncedIsReadBeforeItIsCalledUnknown() {
        Map<String, Long> stored = new HashMap<>(Map.of("old", 1L));
        AtomicInteger reads = new AtomicInteger();
        KnownEntries entries = new KnownEntries(
                () -> count(reads, Map.copyOf(stored)), asked -> count(reads, only(stored, asked)), nanos::get);
        entries.refresh();
        assertThat(entries.find("old")).contains(1L);
        assertThat(entries.find("new")).isEmpty();
        assertThat(reads).hasValue(1);

        stored.put("new", 2L);
        entries.announced("new");
        assertThat(entries.find("new")).contains(2L);
        IntStream.range(0, 1_000)
                .forEach(i -> assertThat(entries.find("wrong-" + i)).isEmpty());
        assertThat(reads).as("one look for all that was announced").hasValue(2);
    }

    @Test
    void whatIsGoneIsForgottenAndWhatWasMissedIsRead() {
        Map<String, Long> stored = new HashMap<>(Map.of("old", 1L));
        KnownEntries entries = new KnownEntries(() -> Map.copyOf(stored), asked -> only(stored, asked), nanos::get);
        entries.refresh();
        stored.clear();
        stored.put("missed", 3L);
        entries.refresh();
        assertThat(entries.find("old"))
                .as("nothing was missed, and it is not time yet")
                .contains(1L);

        entries.mayHaveMissed();
        entries.refresh();

        assertThat(entries.find("old")).isEmpty();
        assertThat(entries.find("missed")).contains(3L);
    }

    private static Map<String, Long> count(AtomicInteger reads, Map<String, Long> read) {
        reads.incrementAndGet();
        return read;
    }

    private static Map<String, Long> only(Map<String, Long> stored, Set<String> asked) {
        Map<String, Long> found = new HashMap<>(stored);
        found.keySet().retainAll(asked);
        return found;
    }
}
