package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.voxgate.database.Database;
import io.voxgate.session.reconcile.MissedCallbackMetrics;
import io.voxgate.session.store.ExpectedCallbackTable;
import io.voxgate.testkit.Management;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions whose callbacks never come are found out and finished all the same, and a metric counts what was missed. */
@ServiceTest
class LostCallbackServiceTest {
    @Inject
    MissedCallbackMetrics missed;

    @Inject
    MeterRegistry meters;

    @Inject
    Database database;

    private LiveTenant tenant;

    /** The metric counts for all tenants: what other tests left running is not looked at any more. */
    @BeforeEach
    void furnish() {
        database.system(tx -> tx.update("UPDATE session SET next_lookup_at = NULL WHERE next_lookup_at IS NOT NULL"));
        tenant = LiveTenant.create();
        missed.count(later());
    }

    private static Instant later() {
        return Instant.now().plus(ExpectedCallbackTable.GRACE).plusSeconds(5);
    }

    private double count(String vendor, String type) {
        missed.count(later());
        return meters.find("voxgate.callbacks.missed").tags("vendor", vendor, "type", type).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void aTrtcSessionWithoutCallbacksStartsEndsAndIsCounted() {
        double started = count("tencent-trtc", "session.started");
        double ended = count("tencent-trtc", "session.ended");
        String id = tenant.started("trtc", "-long-no-callbacks");
        tenant.awaitStatusByLooks(database, id, "active");

        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        tenant.awaitStatusByLooks(database, id, "ended")
                .body("endReason", equalTo("completed"))
                .body("endedBy", equalTo("operator"));

        assertThat(count("tencent-trtc", "session.started")).isEqualTo(started + 1);
        assertThat(count("tencent-trtc", "session.ended")).isEqualTo(ended + 1);
        assertThat(count("tencent-trtc", "session.ended")).as("Counted once").isEqualTo(ended + 1);
        assertThat(RestAssured.get(Management.url("/q/metrics"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("voxgate_callbacks_missed_total{type=\"session.ended\",vendor=\"tencent-trtc\"}");
    }

    @Test
    void aCallWhosePushComesIsNotCountedThoughVoxgateKnewItBefore() {
        double before = count("tencent-ccc", "session.ended");
        String pushed = tenant.started("ccc", "0005");
        tenant.awaitStatus(pushed, "ended");
        await().atMost(Duration.ofSeconds(20)).until(() -> pushed(pushed));
        String silent = tenant.started("ccc", "0027");
        tenant.request().post("/v1/sessions/{id}/stop", silent).then().statusCode(202);
        tenant.awaitStatus(silent, "ended");

        assertThat(count("tencent-ccc", "session.ended")).isEqualTo(before + 1);
    }

    /** The push may come before Voxgate's own look, or after it. */
    private boolean pushed(String session) {
        return database.system(tx -> tx.one("""
                SELECT count(*) > 0 FROM session_event WHERE session_id = ? AND raw IS NOT NULL AND (type = \
                'session.ended' OR data ->> 'restates' = 'session.ended')""", row -> row.getBoolean(1), session))
                .orElse(false);
    }

    @Tag("long")
    @Test
    void alibabaSendsNoneAndNoneIsMissed() {
        String id = tenant.started("ali", "-short");
        tenant.awaitStatus(id, "ended");

        assertThat(count("alibaba-rtc", "session.ended")).isZero();
    }
}
