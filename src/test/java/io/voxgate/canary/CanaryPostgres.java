package io.voxgate.canary;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.voxgate.service.PostgresResource;
import java.util.HashMap;
import java.util.Map;

/** The database of the canaries' service; the service's own secrets are canaries too. */
public final class CanaryPostgres implements QuarkusTestResourceLifecycleManager {
    private final PostgresResource postgres = new PostgresResource();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(postgres.start());
        settings.remove("VOXGATE_MASTER_KEY_FILE");
        settings.put("VOXGATE_OPERATOR_KEY", CanarySecrets.OPERATOR_KEY);
        settings.put("VOXGATE_MASTER_KEY", CanarySecrets.MASTER_KEY);
        settings.put("quarkus.datasource.password", CanarySecrets.DATABASE_PASSWORD);
        return settings;
    }

    @Override
    public void stop() {
        postgres.stop();
    }
}
