package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What one replica changes, the other knows: a second is the goal, and five the limit that holds even when changes
 * cannot be heard.
 */
@ExtendWith(SharedFleet.class)
class InvalidationIT {
    private static final Duration GOAL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final VendorLedger vendor = VendorLedger.open();

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void aDeletedKeyIsRefusedByTheOtherReplica(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        for (int i = 0; i < 5; i++) {
            FleetTenant.Key key = known(fleet, tenant);
            tenant.delete(fleet.a(), key);
            assertThat(Web.get(fleet.a(), "/v1/templates", key).status())
                    .as("where it was deleted, at once")
                    .isEqualTo(401);
            assertThat(until("A deleted key is refused by the other replica", () -> refused(fleet.b(), key)))
                    .isLessThan(GOAL);
        }
    }

    @Test
    void aPublishedTemplateIsWhatTheOtherReplicaStarts(Fleet fleet) {
        FleetTenant tenant = tenant(fleet);
        assertThat(started(fleet.b(), tenant)).isEqualTo("support@1");
        tenant.publish(fleet.a(), "The second greeting").then().statusCode(200);
        assertThat(started(fleet.a(), tenant))
                .as("where it was published, at once")
                .isEqualTo("support@2");
        assertThat(until(
                        "A published template is started by the other replica",
                        () -> started(fleet.b(), tenant).equals("support@2")))
                .isLessThan(GOAL);
        assertThat(vendor.starts().getLast().body().toString()).contains("The second greeting");

        tenant.at(fleet.b())
                .post("/v1/templates/support/revisions/1/publish")
                .then()
                .statusCode(200);
        assertThat(until("And back", () -> started(fleet.a(), tenant).equals("support@1")))
                .isLessThan(GOAL);
    }

    @Test
    void aChangedConnectionIsUsedByTheOtherReplica(Fleet fleet) {
        FleetTenant tenant = tenant(fleet);
        started(fleet.b(), tenant);
        assertThat(vendor.starts().getLast().keyId()).isEqualTo("AKIDfirst");
        tenant.connect(fleet.a(), vendor.url(), "AKIDsecond").then().statusCode(200);
        assertThat(until("A changed connection is used by the other replica", () -> {
                    started(fleet.b(), tenant);
                    return vendor.starts().getLast().keyId().equals("AKIDsecond");
                }))
                .isLessThan(GOAL);
    }

    @Test
    void aChangeMadeBesideTheServiceIsHeardToo(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        FleetTenant.Key key = known(fleet, tenant);
        fleet.postgres().run("DELETE FROM api_key WHERE tenant_id = '" + tenant.id() + "' AND id = '" + key.id() + "'");
        assertThat(until("A key deleted by hand is refused", () -> refused(fleet.a(), key) && refused(fleet.b(), key)))
                .isLessThan(GOAL);
    }

    @Test
    void aLostConnectionCostsTheCacheAndNothingElse(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        FleetTenant.Key deaf = known(fleet, tenant);
        FleetTenant.Key healed = known(fleet, tenant);
        double lost = metric(fleet.b(), "voxgate_changes_lost_total");
        List<String> ended = fleet.postgres()
                .column(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'voxgate-changes'");
        assertThat(ended).containsExactly("t", "t");
        tenant.delete(fleet.a(), deaf);
        assertThat(until(
                        "A key deleted while nobody listens is refused by the other replica",
                        () -> refused(fleet.b(), deaf)))
                .isLessThan(LIMIT);
        await().atMost(Duration.ofSeconds(10)).until(() -> hears(fleet.a()) && hears(fleet.b()));
        assertThat(metric(fleet.b(), "voxgate_changes_lost_total")).isGreaterThan(lost);

        double hits = metric(fleet.b(), "cache_gets_total{cache=\"keys\",result=\"hit\"}");
        known(fleet, tenant);
        assertThat(metric(fleet.b(), "cache_gets_total{cache=\"keys\",result=\"hit\"}"))
                .as("it caches again")
                .isGreaterThan(hits);
        Web.get(fleet.b(), "/v1/templates", healed);
        tenant.delete(fleet.a(), healed);
        assertThat(until("A key deleted after that is refused by the other replica", () -> refused(fleet.b(), healed)))
                .isLessThan(GOAL);
    }

    /** A process that stood still has heard nothing, and nobody has told it so. */
    @Test
    void whoStoodStillTrustsNothingItKept(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        FleetTenant.Key key = known(fleet, tenant);
        fleet.b().freeze();
        try {
            tenant.delete(fleet.a(), key);
            fleet.postgres().column("SELECT pg_sleep(4)");
        } finally {
            fleet.b().resume();
        }
        assertThat(Web.get(fleet.b(), "/v1/templates", key).status()).isEqualTo(401);
    }

    private FleetTenant tenant(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        tenant.connect(fleet.a(), vendor.url(), "AKIDfirst").then().statusCode(201);
        tenant.publish(fleet.a(), "The first greeting").then().statusCode(201);
        return tenant;
    }

    /** A new key that both replicas have used. */
    private static FleetTenant.Key known(Fleet fleet, FleetTenant tenant) {
        FleetTenant.Key key = tenant.newKey(fleet.a());
        fleet.replicas()
                .forEach(replica -> assertThat(List.of(
                                Web.get(replica, "/v1/templates", key).status(),
                                Web.get(replica, "/v1/templates", key).status()))
                        .containsOnly(200));
        return key;
    }

    private static boolean refused(Replica replica, FleetTenant.Key key) {
        int status = Web.get(replica, "/v1/templates", key).status();
        assertThat(status).isIn(200, 401);
        return status == 401;
    }

    private static String started(Replica replica, FleetTenant tenant) {
        return tenant.at(replica)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(FleetTenant.start("room"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("template");
    }

    private static Duration until(String what, BooleanSupplier done) {
        long began = System.nanoTime();
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(done::getAsBoolean);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf("%s after %d ms%n", what, took.toMillis());
        return took;
    }

    private static boolean hears(Replica replica) {
        return metric(replica, "voxgate_changes_received") == 1;
    }

    /** 0 when there is no such line. */
    private static double metric(Replica replica, String line) {
        Map<String, Double> lines = Web.metrics(replica);
        return lines.getOrDefault(line, 0.0);
    }
}
