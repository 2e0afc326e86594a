package io.voxgate.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The meter reads what the kernel counts. */
class ProcessMeterTest {
    private static ProcessMeter of(Process process) {
        return new ProcessMeter(process.pid());
    }

    @Test
    void aProcessThatSpinsIsSeenAndOneThatSleepsIsNot() throws IOException {
        Process spinning = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> of(spinning).cpuSeconds() > 0.3);
            assertThat(of(sleeping).cpuSeconds()).isLessThan(0.3);
        } finally {
            spinning.destroyForcibly();
            sleeping.destroyForcibly();
        }
    }

    @Test
    void theWorkOfChildrenCountsAlsoWhenTheyHaveEnded() throws IOException {
        Process parent = new ProcessBuilder(
                        "sh", "-c", "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; sleep 60")
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> parent.descendants()
                            .anyMatch(child -> child.info().command().orElse("").endsWith("sleep")));
            assertThat(of(parent).cpuSeconds()).isGreaterThan(0.05);
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    @Test
    void memoryAndItsPeakAreRead() {
        ProcessMeter own = new ProcessMeter(ProcessHandle.current().pid());

        own.forgetPeak();
        byte[] large = new byte[64 << 20];
        long resident = own.residentBytes(); // first: it grows while it is read
        assertThat(own.peakBytes()).isGreaterThanOrEqualTo(resident).isGreaterThan(large.length);
        assertThat(own.ownBytes()).isGreaterThan(large.length);
    }

    @Test
    void aProcessThatIsGoneUsesNothing() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertThat(of(gone).alive()).isFalse();
        assertThat(of(gone).cpuSeconds()).isZero();
        assertThat(of(gone).residentBytes()).isZero();
    }
}
