package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.voxgate.limits.Limit;

/** How many requests are in work at once. */
@SettingsSection("How much at once")
@ConfigMapping(prefix = "voxgate.requests")
@StaticInitSafe
@Unremovable
public interface RequestSettings {
    @Setting(
            what =
                    "how many requests of a tenant are in work at once at one replica; more wait up to 5 s, then they are a 429",
            form = SettingForm.NUMBER,
            unit = "requests",
            min = 1,
            max = 256,
            limit = Limit.REQUESTS_PER_TENANT)
    @WithDefault("32")
    int perTenant();
}
