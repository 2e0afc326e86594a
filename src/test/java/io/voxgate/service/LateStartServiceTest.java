package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A vendor that is slow carries out a start when its session is over already: what begins then is stopped. */
@Tag("long")
@ServiceTest
class LateStartServiceTest extends UnansweredStarts {
    /** A vendor that is slow carries out the start when nobody waits for it any more. */
    @Test
    void whatBeginsAfterTheSessionWasGivenUpIsStopped() {
        connect();
        vendor.does(START, _ -> ScriptedVendor.RESET)
                .does(DESCRIBE, _ -> ScriptedVendor.error("InternalError"))
                .does(STOP, _ -> ScriptedVendor.says(""));
        String session = started("slow");
        sentEarlier(session, 60);
        vendor.does(DESCRIBE, _ -> NOT_THERE);
        tenant.awaitStatus(session, "failed").body("endReason", equalTo("lost"));

        vendor.does(DESCRIBE, _ -> ScriptedVendor.says("\"TaskId\":\"task-9\",\"Status\":\"InProgress\""));
        lookUpNow(session);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vendor.asked(STOP))
                        .extracting(body -> body.path("TaskId").asText())
                        .contains("task-9"));
        assertThat(tenant.status(session)).isEqualTo("failed");
    }

    /** The first start is carried out when the second is over already: TRTC knows our id no longer by then. */
    @Test
    void whatTheFirstOfTwoStartsBeginsLateIsStopped() {
        connect();
        AtomicInteger starts = new AtomicInteger();
        vendor.does(
                        START,
                        _ -> starts.incrementAndGet() == 1
                                ? ScriptedVendor.RESET
                                : ScriptedVendor.says("\"TaskId\":\"task-2\""))
                .does(DESCRIBE, _ -> NOT_THERE)
                .does(STOP, _ -> NOT_THERE);
        String session = started("twice");
        await().atMost(SOON).until(() -> starts.get() == 2);
        tenant.request().post("/v1/sessions/{id}/stop", session);
        tenant.awaitStatus(session, "ended").body("vendorSessionId", equalTo("task-2"));

        vendor.does(DESCRIBE, _ -> ScriptedVendor.says("\"TaskId\":\"task-1\",\"Status\":\"InProgress\""))
                .does(STOP, _ -> ScriptedVendor.says(""));
        lookUpNow(session);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vendor.asked(STOP))
                        .extracting(body -> body.path("TaskId").asText())
                        .contains("task-1"));
        assertThat(tenant.status(session)).isEqualTo("ended");
    }
}
