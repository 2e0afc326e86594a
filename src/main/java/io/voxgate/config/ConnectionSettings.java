package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.voxgate.limits.Limit;

/** How many connections callers may have open. */
@SettingsSection("How much at once")
@ConfigMapping(prefix = "voxgate")
@StaticInitSafe
@Unremovable
public interface ConnectionSettings {
    @Setting(
            what =
                    "how many connections a replica takes at its port; fewer where the process may open fewer files (the log says so)",
            form = SettingForm.NUMBER,
            unit = "connections",
            min = 1,
            max = 1_000_000,
            limit = Limit.CONNECTIONS)
    @WithName("connections")
    @WithDefault("4096")
    int maximum();

    @Setting(
            what = "how many of these connections one address may have; a proxy counts as one",
            form = SettingForm.NUMBER,
            unit = "connections",
            min = 1,
            max = 1_000_000,
            limit = Limit.CONNECTIONS_PER_ADDRESS)
    @WithName("connections.per-address")
    @WithDefault("2048")
    int perAddress();
}
