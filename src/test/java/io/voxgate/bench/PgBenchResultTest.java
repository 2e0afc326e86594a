package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What pgbench 15 prints is read, and a yardstick that did not do its work is none. */
class PgBenchResultTest {
    private static final String PRINTED = """
            pgbench (15.18 (Debian 15.18-0+deb12u1), server 18.6)
            transaction type: start.sql
            scaling factor: 1
            query mode: prepared
            number of clients: 16
            number of threads: 2
            maximum number of tries: 1
            duration: 3 s
            number of transactions actually processed: 6211
            number of failed transactions: 0 (0.000%)
            latency average = 7.716 ms
            initial connection time = 36.131 ms
            tps = 2073.702424 (without initial connection time)
            """;

    @Test
    void itsFiguresAreRead() {
        PgBenchResult result = PgBenchResult.of(PRINTED);

        assertThat(result.transactions()).isEqualTo(6211);
        assertThat(result.perSecond()).isEqualTo(2073.702424);
        assertThat(result.latencyMillis()).isEqualTo(7.716);
        assertThat(result.with(6211, 6.211).faults()).isEmpty();
        assertThat(result.with(6211, 6.211).cpuMicros()).isEqualTo(1000);
    }

    @Test
    void transactionsWithoutTheirRowsAreTold() {
        assertThat(PgBenchResult.of(PRINTED).with(6210, 1.5).faults())
                .containsExactly("6211 transactions, but 6210 rows");
        assertThat(PgBenchResult.of(PRINTED.replace("failed transactions: 0", "failed transactions: 5"))
                        .with(6211, 1.5)
                        .faults())
                .containsExactly("5 transactions failed");
    }

    @Test
    void aFigureThatIsMissingIsNotGuessed() {
        assertThatIllegalStateException().isThrownBy(() -> PgBenchResult.of("pgbench: error: connection failed"));
    }
}
