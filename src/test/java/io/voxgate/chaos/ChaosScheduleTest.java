package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosScheduleTest {
    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);

    @Test
    void theSameSeedPlansTheSame() {
        assertThat(ChaosSchedule.of(7, TWENTY_MINUTES, 2.5, true))
                .isEqualTo(ChaosSchedule.of(7, TWENTY_MINUTES, 2.5, true))
                .isNotEqualTo(ChaosSchedule.of(8, TWENTY_MINUTES, 2.5, true));
    }

    @Test
    void noFaultIsRare() {
        ChaosSchedule schedule = ChaosSchedule.of(7, TWENTY_MINUTES, 2.5, true);
        Map<VendorFault, Long> faults =
                schedule.orders().stream().collect(Collectors.groupingBy(ChaosOrder::fault, Collectors.counting()));
        assertThat(schedule.orders()).hasSizeGreaterThan(2000);
        assertThat(faults.keySet()).containsExactlyInAnyOrder(VendorFault.values());
        assertThat(faults.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(100));
        assertThat(Stream.concat(schedule.replicaFaults().stream(), schedule.databaseFaults().stream())
                        .map(ProcessFault::kind)
                        .collect(Collectors.groupingBy(kind -> kind, Collectors.counting())))
                .hasSize(ProcessFault.Kind.values().length)
                .allSatisfy((_, count) -> assertThat(count).isGreaterThanOrEqualTo(5));
    }

    @Test
    void theShortFormHasEveryKindOfProcessFault() {
        ChaosSchedule schedule = ChaosSchedule.of(20261128, Duration.ofSeconds(60), 2.5, false);
        assertThat(schedule.replicaFaults())
                .extracting(ProcessFault::kind)
                .contains(Arrays.stream(ProcessFault.Kind.values())
                        .filter(ProcessFault.Kind::ofReplica)
                        .toArray(ProcessFault.Kind[]::new));
    }
}
