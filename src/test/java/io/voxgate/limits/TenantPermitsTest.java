package io.voxgate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.limits.TenantPermits.HeldPermits;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.limits.TenantPermits.PermitShare;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TenantPermitsTest {
    private static final PermitHolder EVIL = new PermitHolder("evil", "slow");
    private static final PermitHolder EVIL_TOO = new PermitHolder("evil", "other");
    private static final PermitHolder VICTIM = new PermitHolder("victim", "well");

    private final TenantPermits permits = new TenantPermits(new PermitShare(10, 4, 3, 2));

    @Test
    void whoHoldsHowManyIsKnown() {
        permits.take(EVIL);
        permits.take(EVIL);
        permits.take(EVIL_TOO);
        permits.take(VICTIM);

        assertThat(permits.free().permits()).isEqualTo(6);
        assertThat(permits.free().held())
                .containsExactlyInAnyOrder(
                        new HeldPermits(EVIL, 2), new HeldPermits(EVIL_TOO, 1), new HeldPermits(VICTIM, 1));
        assertThat(permits.inWork()).isEqualTo(4);
        assertThat(permits.largest()).isEqualTo(3);
        permits.release(VICTIM);
        assertThat(permits.free().held()).extracting(HeldPermits::holder).doesNotContain(VICTIM);
    }

    @Test
    void aReleaseDuringAClaimIsMissedWhenWhatIsTakenThenUsesUpTheShare() {
        // Given
        permits.take(EVIL);
        permits.take(EVIL);
        permits.free();

        // When
        boolean awaited = permits.release(EVIL);

        // Then
        assertThat(awaited).as("there were enough").isFalse();
        assertThat(permits.missed()).as("there still are").isFalse();
        permits.take(EVIL);
        assertThat(permits.missed())
                .as("one of its part's three was not asked for")
                .isTrue();
        permits.free();
        assertThat(permits.missed())
                .as("what is asked for now is all that is free")
                .isFalse();
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
        assertThat(permits.release(EVIL_TOO))
                .as("the tenant's share was used up")
                .isTrue();
        for (int i = 0; i < 5; i++) {
            permits.take(new PermitHolder("tenant" + i, ""));
        }
        assertThat(permits.free().permits()).isEqualTo(2);
        assertThat(permits.release(new PermitHolder("tenant0", "")))
                .as("only reserved ones were left")
                .isTrue();
    }

    @Test
    void aStopWaitsUntilNobodyHoldsAny() throws InterruptedException {
        permits.take(EVIL);
        Thread.ofVirtual().start(() -> permits.release(EVIL));
        permits.awaitIdle(Duration.ofMinutes(1));
        assertThat(permits.inWork()).isZero();
    }
}
