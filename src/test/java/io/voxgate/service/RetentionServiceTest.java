package io.voxgate.service;

import static io.voxgate.service.TestTenant.operator;
import static io.voxgate.testkit.JsonAnswer.has;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import io.voxgate.database.Database;
import io.voxgate.retention.Retention;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tenant says for how long its data are kept, and what is older is gone from its lists. */
@ServiceTest
class RetentionServiceTest {
    @Inject
    Database database;

    @Inject
    Retention retention;

    private static Map<String, Object> change(Object days) {
        Map<String, Object> change = new HashMap<>();
        change.put("retention", days);
        return change;
    }

    @Test
    void anAdminAndTheOperatorChoose() {
        TestTenant tenant = TestTenant.create();
        Map<String, Integer> usual =
                Map.of("eventDays", 90, "transcriptDays", 90, "deliveryDays", 30, "sessionDays", 365);
        tenant.as("viewer")
                .get("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200)
                .body("retention", equalTo(usual));
        tenant.admin()
                .body(change(Map.of("eventDays", 1, "sessionDays", 3650)))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200)
                .body("retention.eventDays", equalTo(1))
                .body("retention.sessionDays", equalTo(3650))
                .body("retention.deliveryDays", equalTo(30));
        Map<String, Object> back = new HashMap<>();
        back.put("eventDays", null);
        operator()
                .body(change(back))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200)
                .body("retention.eventDays", equalTo(90))
                .body("retention.sessionDays", equalTo(3650));
        operator()
                .queryParam("resourceName", tenant.id())
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items[0].action", equalTo("tenant.updated"))
                .body("items[0].before.retention.eventDays", equalTo(1));
        operator()
                .body(change(null))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200)
                .body("retention", equalTo(usual));
        for (Object wrong : Arrays.asList(0, -1, 3651, 1.5, "30", true)) {
            tenant.admin()
                    .body(change(Map.of("transcriptDays", wrong)))
                    .patch("/v1/tenants/{id}", tenant.id())
                    .then()
                    .statusCode(422)
                    .body(has("errors[0].pointer", equalTo("/retention/transcriptDays")));
        }
        tenant.admin()
                .body(change(Map.of("years", 1)))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/retention/years"));
        tenant.as("editor")
                .body(change(Map.of("eventDays", 2)))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(403);
        TestTenant.create()
                .admin()
                .body(change(Map.of("eventDays", 2)))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsOlderIsGone() {
        LiveTenant live = LiveTenant.create();
        String old = live.started("trtc", "-short");
        String running = live.started("trtc", "-long");
        live.awaitStatus(old, "ended");
        live.request()
                .body(change(Map.of("transcriptDays", 10, "eventDays", 20)))
                .patch("/v1/tenants/{id}", live.tenantId())
                .then()
                .statusCode(200);
        retention.clean();
        live.request()
                .get("/v1/sessions/{id}/transcript", old)
                .then()
                .statusCode(200)
                .body("items", not(empty()));
        age(live, 11);
        live.request()
                .get("/v1/sessions/{id}/transcript", old)
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("note", containsString("as long as the tenant keeps transcripts"));
        live.request()
                .get("/v1/sessions/{id}/events", old)
                .then()
                .statusCode(200)
                .body("items.type", not(empty()))
                .body("items.type", everyItem(not(equalTo("transcript.added"))));
        age(live, 21);
        live.request()
                .get("/v1/sessions/{id}/events", old)
                .then()
                .statusCode(200)
                .body("items", empty());
        live.get(old).body("status", equalTo("ended"));
        live.request().get("/v1/events").then().statusCode(200).body("items.sessionId", everyItem(equalTo(running)));
        live.request().get("/v1/usage").then().statusCode(200).body("items[0].sessions", equalTo(2));
        live.request().post("/v1/sessions/{id}/stop", running).then().statusCode(202);
        List.of(running).forEach(id -> live.awaitStatus(id, "ended"));
    }

    /** As if all of it had happened so many days ago. */
    private void age(LiveTenant live, int days) {
        database.system(tx -> tx.update(
                "UPDATE session SET updated_at = now() - make_interval(days => ?) WHERE tenant_id = ?",
                days,
                live.tenantId()));
        retention.clean();
    }
}
