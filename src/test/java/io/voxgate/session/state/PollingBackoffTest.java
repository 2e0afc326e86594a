package io.voxgate.session.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.model.EventData;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollingBackoffTest {
    private static final SessionFacts ACTIVE = SessionFacts.sent().with(new EventData.Started(), Instant.EPOCH);

    @Test
    void aPolledVendorIsAskedEverySecondAtFirstAndLessLater() {
        assertThat(PollingBackoff.next(true, ACTIVE, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(PollingBackoff.next(true, ACTIVE, 119)).isEqualTo(Duration.ofSeconds(1));
        assertThat(PollingBackoff.next(true, ACTIVE, 1000)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aVendorThatTellsIsAskedRarely() {
        assertThat(PollingBackoff.next(false, ACTIVE, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(PollingBackoff.next(false, ACTIVE, 100)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anUnknownStartIsSettledWellWithinTenMinutesOfTheVendorsReturn() {
        SessionFacts unknown = SessionFacts.sent().with(SessionFacts.StartFact.UNKNOWN);
        assertThat(PollingBackoff.next(true, unknown, 0)).isLessThanOrEqualTo(Duration.ofSeconds(5));
        for (int lookupCount = 0; lookupCount < 100_000; lookupCount += 7) {
            assertThat(PollingBackoff.next(false, unknown, lookupCount))
                    .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
    }

    /** A start is certain after 30 seconds at the earliest: whose look fails then does not wait half a minute more. */
    @Test
    void inItsFirstTwoMinutesAnUnknownStartIsAskedForAtLeastEveryEightSeconds() {
        SessionFacts unknown = SessionFacts.sent().with(SessionFacts.StartFact.UNKNOWN);
        Duration asked = Duration.ZERO;
        int lookupCount = 0;
        while (asked.compareTo(Duration.ofSeconds(100)) < 0) {
            Duration wait = PollingBackoff.next(true, unknown, lookupCount);
            assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(8));
            asked = asked.plus(wait);
            lookupCount++;
        }
        assertThat(lookupCount).as("questions in 100 seconds").isLessThan(20);
    }
}
