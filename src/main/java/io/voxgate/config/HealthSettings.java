package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How often the service looks at its own health. */
@SettingsSection("Health")
@ConfigMapping(prefix = "voxgate")
@StaticInitSafe
@Unremovable
public interface HealthSettings {
    @Setting(
            what = "how often the readiness check runs",
            form = SettingForm.DURATION,
            min = 100,
            max = 60_000,
            forTests = true)
    @WithName("readiness.interval")
    @WithDefault("2s")
    Duration readinessInterval();

    @Setting(
            what = "how often the liveness check runs",
            form = SettingForm.DURATION,
            min = 100,
            max = 60_000,
            forTests = true)
    @WithName("liveness.interval")
    @WithDefault("5s")
    Duration livenessInterval();

    @Setting(
            what = "how long the liveness check waits for an answer",
            form = SettingForm.DURATION,
            min = 100,
            max = 60_000,
            forTests = true)
    @WithName("liveness.timeout")
    @WithDefault("5s")
    Duration livenessTimeout();
}
