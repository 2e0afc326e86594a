package io.voxgate.canary;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/** Each category that the service does not keep quiet for a reason of its own writes everything that it can. */
public final class EverythingLogged implements QuarkusTestProfile {
    static final Path LOG = Path.of("target/canary/" + ProcessHandle.current().pid() + "/service.log");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.log.min-level", "TRACE"),
                Map.entry("quarkus.log.level", "TRACE"),
                Map.entry("quarkus.log.console.level", "WARN"),
                Map.entry("quarkus.log.file.enabled", "true"),
                Map.entry("quarkus.log.file.path", LOG.toString()),
                Map.entry("quarkus.log.file.level", "TRACE"),
                Map.entry("quarkus.log.file.rotation.max-file-size", "4G"),
                Map.entry("quarkus.log.category.\"io.quarkus\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.quarkus\".min-level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.quarkus.micrometer.runtime.binder.vertx\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.hibernate.validator.internal.engine\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.postgresql.jdbc.PgConnection\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.flywaydb\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.zonky\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.agroal\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.micrometer\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.hibernate.validator\".level", "TRACE"),
                Map.entry("quarkus.http.access-log.enabled", "true"),
                Map.entry("quarkus.http.access-log.pattern", "combined"));
    }
}
