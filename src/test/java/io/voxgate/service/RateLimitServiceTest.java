package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.restassured.response.Response;
import io.voxgate.egress.RateLimitStore;
import io.voxgate.persistence.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vendors' limits, as the database gives out turns for them. */
@ServiceTest
class RateLimitServiceTest {
    @Inject
    RateLimitStore book;

    @Inject
    Database database;

    private static List<Duration> calls(int many, Duration patience) {
        return Collections.nCopies(many, patience);
    }

    private RateLimitStore.LimitKey key(String operation) {
        return new RateLimitStore.LimitKey(TestTenant.create().id(), "tencent-trtc", "1400000042", operation);
    }

    /** However many ask, and in however many statements: no second has more turns than the limit. */
    @Test
    void noSecondHasMoreThanTheLimit() {
        RateLimitStore.LimitKey key = key("Start");
        List<Long> turns = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            long asked = System.nanoTime() - began;
            book.take(key, new RateLimitStore.SlotRequest(20, calls(5, Duration.ofSeconds(10)), 0)).turns().forEach(turn -> turns.add(asked + turn.after().toNanos()));
        }
        Collections.sort(turns);
        for (int i = 20; i < turns.size(); i++) {
            assertThat(Duration.ofNanos(turns.get(i) - turns.get(i - 20))).isGreaterThanOrEqualTo(Duration.ofMillis(1050));
        }
        assertThat(Duration.ofNanos(turns.getLast())).as("and none is wasted").isLessThan(Duration.ofMillis(4 * 1100 + 1000));
    }

    @Test
    void whoCannotWaitTakesNothing() {
        RateLimitStore.LimitKey key = key("Start");
        RateLimitStore.SlotAnswer full = book.take(key, new RateLimitStore.SlotRequest(2, calls(4, Duration.ofMillis(100)), 0));
        assertThat(full.turns()).extracting(RateLimitStore.ReservedSlot::taken).containsExactly(true, true, false, false);
        assertThat(full.turns().getLast().after()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
        RateLimitStore.SlotAnswer next = book.take(key, new RateLimitStore.SlotRequest(2, calls(1, Duration.ofSeconds(10)), 0));
        assertThat(next.turns().getFirst().after()).isLessThanOrEqualTo(Duration.ofMillis(1100));
        assertThat(book.take(new RateLimitStore.LimitKey(key.tenantId(), key.vendor(), key.account(), "Stop"), new RateLimitStore.SlotRequest(2, calls(1, Duration.ZERO), 0)).turns())
                .extracting(RateLimitStore.ReservedSlot::taken).containsExactly(true);
    }

    @Test
    void aFewAreKeptAndAQuarterIsLeftToOthers() {
        RateLimitStore.LimitKey key = key("Start");
        assertThat(book.take(key, new RateLimitStore.SlotRequest(20, calls(1, Duration.ZERO), 4)).kept()).isEqualTo(4);
        assertThat(book.take(key, new RateLimitStore.SlotRequest(20, calls(8, Duration.ZERO), 4)).kept()).isEqualTo(2);
        RateLimitStore.SlotAnswer last = book.take(key, new RateLimitStore.SlotRequest(20, calls(6, Duration.ZERO), 4));
        assertThat(last.turns()).extracting(RateLimitStore.ReservedSlot::taken).containsExactly(true, true, true, true, true, false);
        assertThat(last.kept()).isZero();
    }

    private static Response start(LiveTenant tenant) {
        return tenant.start("trtc", LiveTenant.channel("trtc", "")).post("/v1/sessions");
    }

    @Test
    void theCallerIsToldTheLimitAndWhenThereIsRoom() {
        LiveTenant tenant = LiveTenant.create();
        tenant.started("trtc", "");
        assertThat(database.<Integer>system(tx -> tx.update("""
                UPDATE rate_limit_slot SET reserved_at = array_fill(now() + interval '15 seconds', ARRAY[20]) WHERE \
                tenant_id = ? AND operation = 'StartAIConversation'""", tenant.tenantId()))).isOne();
        // Those few turns that the first start left behind are used up first.
        await().pollInterval(Duration.ofMillis(1)).until(() -> start(tenant).statusCode() == 429);
        start(tenant).then().statusCode(429)
                .body("code", equalTo("RATE_LIMITED")).body("limitPerSecond", equalTo(20)).body("retryable", equalTo(true))
                .header("Retry-After", matchesPattern("1[4-7]"))
                .header("RateLimit-Policy", equalTo("\"vendor-account\";q=20;w=1")).header("RateLimit", matchesPattern("\"vendor-account\";r=0;t=1[4-7]"));
    }
}
