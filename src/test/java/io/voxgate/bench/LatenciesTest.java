package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheTimeWithinWhichThatPartWasDone() {
        // Given: 1 to 100 ms, in another order
        Latencies latencies = Latencies.of(LongStream.rangeClosed(1, 100)
                .map(i -> (i * 37 % 101) * 1_000_000)
                .toArray());

        // Then
        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.millis(0.5)).isEqualTo(50);
        assertThat(latencies.millis(0.99)).isEqualTo(99);
        assertThat(latencies.millis(0.991)).isEqualTo(100);
        assertThat(latencies.millis(1)).isEqualTo(100);
        assertThat(latencies.millis(0)).isEqualTo(1);
    }

    @Test
    void partsAreMergedBeforeTheyAreRanked() {
        Latencies merged = Latencies.merged(List.of(Latencies.of(4_000_000), Latencies.of(1_000_000, 2_000_000)));

        assertThat(merged.count()).isEqualTo(3);
        assertThat(merged.millis(0.5)).isEqualTo(2);
    }

    @Test
    void nothingHasNoPercentile() {
        assertThat(Latencies.of().millis(0.5)).isNaN();
    }
}
