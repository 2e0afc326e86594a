package io.voxgate.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.model.EventData;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookScheduleTest {
    private static final Life ACTIVE = Life.sent().with(new EventData.Started(), Instant.EPOCH);

    @Test
    void aPolledVendorIsAskedEverySecondAtFirstAndLessLater() {
        assertThat(LookSchedule.next(true, ACTIVE, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(LookSchedule.next(true, ACTIVE, 119)).isEqualTo(Duration.ofSeconds(1));
        assertThat(LookSchedule.next(true, ACTIVE, 1000)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aVendorThatTellsIsAskedRarely() {
        assertThat(LookSchedule.next(false, ACTIVE, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(LookSchedule.next(false, ACTIVE, 100)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anUnknownStartIsSettledWellWithinTenMinutesOfTheVendorsReturn() {
        Life unknown = Life.sent().with(Life.Start.UNKNOWN);
        assertThat(LookSchedule.next(true, unknown, 0)).isLessThanOrEqualTo(Duration.ofSeconds(5));
        for (int looks = 0; looks < 100_000; looks += 7) {
            assertThat(LookSchedule.next(false, unknown, looks)).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
    }
}
