package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** The vendors' simulators. Where they are off is production: only keys that are not published are taken there. */
@SettingsSection("What it may reach")
@ConfigMapping(prefix = "voxgate")
@StaticInitSafe
@Unremovable
public interface SandboxSettings {
    @Setting(what = "the vendors' simulators", form = SettingForm.ON_OFF, otherwise = "`on` with `start`, else `off`")
    @WithName("sandbox")
    @WithDefault("off")
    boolean enabled();

    @Setting(
            what = "how many times faster than real time the simulators talk",
            form = SettingForm.NUMBER,
            unit = "times",
            min = 1,
            max = 1_000,
            forTests = true)
    @WithName("sandbox.speed")
    @WithDefault("1")
    int speed();
}
