package io.voxgate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.limits.TenantPermits.Held;
import io.voxgate.limits.TenantPermits.Holder;
import io.voxgate.limits.TenantPermits.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TenantPermitsTest {
    private static final Holder EVIL = new Holder("evil", "slow");
    private static final Holder EVIL_TOO = new Holder("evil", "other");
    private static final Holder VICTIM = new Holder("victim", "well");

    private final TenantPermits permits = new TenantPermits(new Share(10, 4, 3, 2));

    @Test
    void whoHoldsHowManyIsKnown() {
        permits.take(EVIL);
        permits.take(EVIL);
        permits.take(EVIL_TOO);
        permits.take(VICTIM);

        assertThat(permits.free().permits()).isEqualTo(6);
        assertThat(permits.free().held()).containsExactlyInAnyOrder(new Held(EVIL, 2), new Held(EVIL_TOO, 1), new Held(VICTIM, 1));
        assertThat(permits.inWork()).isEqualTo(4);
        assertThat(permits.largest()).isEqualTo(3);
        permits.release(VICTIM);
        assertThat(permits.free().held()).extracting(Held::holder).doesNotContain(VICTIM);
    }

    @Test
    void aReleaseTellsWhetherOthersMayHaveWaitedForIt() {
        permits.take(VICTIM);
        assertThat(permits.release(VICTIM)).as("there were enough").isFalse();
        for (int i = 0; i < 3; i++) {
            permits.take(EVIL);
        }
        assertThat(permits.release(EVIL)).as("its part was used up").isTrue();
        permits.take(EVIL_TOO);
        permits.take(EVIL_TOO);
        assertThat(permits.release(EVIL_TOO)).as("the tenant's share was used up").isTrue();
        for (int i = 0; i < 5; i++) {
            permits.take(new Holder("tenant" + i, ""));
        }
        assertThat(permits.free().permits()).isEqualTo(2);
        assertThat(permits.release(new Holder("tenant0", ""))).as("only reserved ones were left").isTrue();
    }

    @Test
    void aStopWaitsUntilNobodyHoldsAny() throws InterruptedException {
        permits.take(EVIL);
        Thread.ofVirtual().start(() -> permits.release(EVIL));
        permits.awaitIdle(Duration.ofMinutes(1));
        assertThat(permits.inWork()).isZero();
    }
}
