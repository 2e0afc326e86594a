package io.voxgate.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.config.HealthSettings;
import io.voxgate.database.ClockMeasurement;
import io.voxgate.database.DatabaseCheck;
import io.voxgate.secret.StoredSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is who can do its job: the database takes what a tenant's request does, the master keys open the secrets that
 * are stored, and the machine's clock is not far from the database's.
 */
@Readiness
@ApplicationScoped
public class ReadyToServe implements HealthCheck {
    private final RepeatedCheck check;

    public ReadyToServe(
            DatabaseCheck database, StoredSecrets secrets, ClockMeasurement clock, HealthSettings settings) {
        this.check = new RepeatedCheck(
                "database and stored secrets",
                settings.readinessInterval(),
                1,
                () -> database.fault().or(secrets::fault).or(clock::fault));
    }

    /** The first result is there before the first request is taken. */
    void start(@Observes StartupEvent start) {
        check.once();
        check.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        check.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return check.response();
    }
}
