package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without its database a replica is alive and not ready. A restart would change nothing. */
@ExtendWith(SharedFleet.class)
class ProbesIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void withoutADatabaseItIsNotReadyButAlive(Fleet fleet) {
        assertThat(fleet.a().up("/q/health/ready")).isTrue();
        fleet.postgres().end("QUIT");
        try {
            await().atMost(SOON).until(() -> !fleet.a().up("/q/health/ready"));
            assertThat(fleet.a().up("/q/health/live")).isTrue();
        } finally {
            fleet.postgres().begin();
        }
        await().atMost(SOON)
                .until(() -> fleet.a().up("/q/health/ready") && fleet.b().up("/q/health/ready"));
        assertThat(fleet.a().up("/q/health/live")).isTrue();
    }

    /**
     * The role that requests run as is taken away from the service's user, as by an administrator's mistake. A plain
     * connection still works.
     */
    @Test
    void whereTheTablesCannotBeReadItIsNotReady(Fleet fleet) {
        fleet.postgres().run("REVOKE SELECT ON template FROM voxgate_tenant");
        try {
            await().atMost(SOON).until(() -> !fleet.b().up("/q/health/ready"));
            assertThat(fleet.b().up("/q/health/live")).isTrue();
        } finally {
            fleet.postgres().run("GRANT SELECT ON template TO voxgate_tenant");
        }
        await().atMost(SOON)
                .until(() -> fleet.a().up("/q/health/ready") && fleet.b().up("/q/health/ready"));
    }
}
