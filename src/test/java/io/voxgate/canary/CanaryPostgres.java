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
        settings.remove("voxgate.master-key-file");
        settings.put("voxgate.operator-key", CanarySecrets.OPERATOR_KEY);
        settings.put("voxgate.master-key", CanarySecrets.MASTER_KEY);
        settings.put("quarkus.datasource.password", CanarySecrets.DATABASE_PASSWORD);
        return settings;
    }

    @Override
    public void stop() {
        postgres.stop();
    }
}
