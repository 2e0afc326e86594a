package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Deliveries to webhooks. */
@SettingsSection("Webhooks")
@ConfigMapping(prefix = "voxgate.webhooks")
@StaticInitSafe
@Unremovable
public interface WebhookSettings {
    /** The contract says 15 seconds; tests that wait for leases to end choose less. */
    @Setting(
            what = "how long one attempt of a delivery may take, from the look-up of the name to the end of the answer",
            form = SettingForm.DURATION,
            min = 1_000,
            max = 60_000,
            forTests = true)
    @WithDefault("15s")
    Duration deliveryTimeout();
}
