package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.egress.ratelimit.RateLimitStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendors' limits, as the database gives out slots for them. */
@ServiceTest
class RateLimitServiceTest {
    @Inject
    RateLimitStore store;

    @Inject
    Database database;

    private static List<Duration> calls(int many, Duration patience) {
        return Collections.nCopies(many, patience);
    }

    private RateLimitStore.LimitKey key(String operation) {
        return new RateLimitStore.LimitKey(TestTenant.create().id(), "tencent-trtc", "1400000042", operation);
    }

    /** However many ask, and in however many statements: no second has more slots than the limit. */
    @Test
    void noSecondHasMoreThanTheLimit() {
        inNoSecondMoreThanTheLimit(Duration.ZERO);
    }

    /** Where calls may be sent later than their slots, the next slots are so much later. */
    @Test
    void noSecondHasMoreThanTheLimitWhereCallsAreLate() {
        inNoSecondMoreThanTheLimit(Duration.ofMillis(400));
    }

    private void inNoSecondMoreThanTheLimit(Duration late) {
        RateLimitStore.LimitKey key = key("Start");
        List<Long> slots = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            long asked = System.nanoTime() - began;
            store.take(key, new RateLimitStore.SlotRequest(20, calls(5, Duration.ofSeconds(10)), 0, late))
                    .slots()
                    .forEach(slot -> slots.add(asked + slot.after().toNanos()));
        }
        Collections.sort(slots);
        for (int i = 20; i < slots.size(); i++) {
            assertThat(Duration.ofNanos(slots.get(i) - slots.get(i - 20)))
                    .isGreaterThanOrEqualTo(late.plusMillis(1050));
        }
        assertThat(Duration.ofNanos(slots.getLast()))
                .as("and none is wasted")
                .isLessThan(late.plusMillis(1100).multipliedBy(4).plusMillis(1000));
    }

    @Test
    void whoCannotWaitTakesNothing() {
        RateLimitStore.LimitKey key = key("Start");
        RateLimitStore.SlotAnswer full =
                store.take(key, new RateLimitStore.SlotRequest(2, calls(4, Duration.ofMillis(100)), 0, Duration.ZERO));
        assertThat(full.slots())
                .extracting(RateLimitStore.ReservedSlot::taken)
                .containsExactly(true, true, false, false);
        assertThat(full.slots().getLast().after()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
        RateLimitStore.SlotAnswer next =
                store.take(key, new RateLimitStore.SlotRequest(2, calls(1, Duration.ofSeconds(10)), 0, Duration.ZERO));
        assertThat(next.slots().getFirst().after()).isLessThanOrEqualTo(Duration.ofMillis(1100));
        assertThat(store.take(
                                new RateLimitStore.LimitKey(key.tenantId(), key.vendor(), key.account(), "Stop"),
                                new RateLimitStore.SlotRequest(2, calls(1, Duration.ZERO), 0, Duration.ZERO))
                        .slots())
                .extracting(RateLimitStore.ReservedSlot::taken)
                .containsExactly(true);
    }

    @Test
    void aFewAreKeptAndAQuarterIsLeftToOthers() {
        RateLimitStore.LimitKey key = key("Start");
        assertThat(store.take(key, new RateLimitStore.SlotRequest(20, calls(1, Duration.ZERO), 4, Duration.ZERO))
                        .kept())
                .isEqualTo(4);
        assertThat(store.take(key, new RateLimitStore.SlotRequest(20, calls(8, Duration.ZERO), 4, Duration.ZERO))
                        .kept())
                .isEqualTo(2);
        RateLimitStore.SlotAnswer last =
                store.take(key, new RateLimitStore.SlotRequest(20, calls(6, Duration.ZERO), 4, Duration.ZERO));
        assertThat(last.slots())
                .extracting(RateLimitStore.ReservedSlot::taken)
                .containsExactly(true, true, true, true, true, false);
        assertThat(last.kept()).isZero();
    }

    /** The vendor has granted 50 starts a second, or others need a part of the 20: what was taken before counts. */
    @Test
    void aLimitThatChangesHoldsAtOnce() {
        RateLimitStore.LimitKey key = key("Start");
        assertThat(taken(key, 20, 30)).isEqualTo(20);
        assertThat(taken(key, 50, 60)).isEqualTo(30);
        assertThat(taken(key, 5, 10)).isZero();
        RateLimitStore.LimitKey other = key("Start");
        assertThat(taken(other, 1_000, 30)).isEqualTo(30);
    }

    private long taken(RateLimitStore.LimitKey key, int perSecond, int asked) {
        return store
                .take(key, new RateLimitStore.SlotRequest(perSecond, calls(asked, Duration.ZERO), 0, Duration.ZERO))
                .slots()
                .stream()
                .filter(RateLimitStore.ReservedSlot::taken)
                .count();
    }

    @Test
    void aConnectionsOwnLimitIsKeptAndTold() {
        LiveTenant tenant = LiveTenant.create();
        tenant.limited("trtc", "startsPerSecond", 1).statusCode(200);
        tenant.started("trtc", "");
        assertThat(database.<Integer>system(tx -> tx.update("""
                UPDATE rate_limit_slot SET reserved_at = array_fill(now() + interval '15 seconds', ARRAY[1]) WHERE \
                tenant_id = ? AND operation = 'StartAIConversation'""", tenant.tenantId())))
                .isOne();
        start(tenant)
                .then()
                .statusCode(429)
                .body("limitPerSecond", equalTo(1))
                .header("RateLimit-Policy", equalTo("\"vendor-account\";q=1;w=1"));
    }

    @ParameterizedTest
    @CsvSource({
        "startsPerSecond, 0",
        "startsPerSecond, 1001",
        "otherCallsPerSecond, -1",
        "otherCallsPerSecond, 2147483648"
    })
    void aLimitThatIsNoneIsRefused(String setting, long limit) {
        LiveTenant tenant = LiveTenant.create();
        tenant.limited("trtc", setting, limit)
                .statusCode(422)
                .body(has("errors[0].pointer", equalTo("/settings/" + setting)))
                .body(has("errors[0].detail", containsString("1 to 1000")));
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
                tenant_id = ? AND operation = 'StartAIConversation'""", tenant.tenantId())))
                .isOne();
        // Those few slots that the first start left behind are used up first.
        await().pollInterval(Duration.ofMillis(1)).until(() -> start(tenant).statusCode() == 429);
        start(tenant)
                .then()
                .statusCode(429)
                .body("code", equalTo("RATE_LIMITED"))
                .body("limitPerSecond", equalTo(20))
                .body("retryable", equalTo(true))
                .header("Retry-After", matchesPattern("1[4-7]"))
                .header("RateLimit-Policy", equalTo("\"vendor-account\";q=20;w=1"))
                .header("RateLimit", matchesPattern("\"vendor-account\";r=0;t=1[4-7]"));
    }
}
