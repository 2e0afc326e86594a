package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two replicas, their database, their vendors and their callers in chaos, and nothing happens twice, and nothing is
 * lost. {@code ./voxgate chaos --minutes 60 --seed 7} is the long form; the report is in {@code target/chaos/}.
 */
class ChaosIT {
    private static final int SHORT = 60;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("chaos.seconds", SHORT));
    private static final long SEED = Long.getLong("chaos.seed", 20261128);
    private static final double STARTS_PER_SECOND = Double.parseDouble(System.getProperty("chaos.starts", "2.5"));

    /** In the long form there are calls of which the vendor is certain only after three minutes. */
    private static final Duration REST = TIME.toSeconds() > SHORT ? Duration.ofMinutes(11) : Duration.ofSeconds(85);

    @Test
    void nothingTwiceNothingLost() throws InterruptedException {
        ChaosSchedule schedule = ChaosSchedule.of(SEED, TIME, STARTS_PER_SECOND, TIME.toSeconds() > SHORT);
        ChaosRun.Result result = ChaosRun.of(schedule, REST);
        List<Violation> violations = HistoryChecker.check(result.history());
        System.out.println(ChaosReport.write(result, violations));
        assertThat(violations)
                .as("seed " + SEED + "; each with its history in " + ChaosReport.HOME)
                .isEmpty();
    }
}
