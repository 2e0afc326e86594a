package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What calls to vendors and webhooks may reach. */
@SettingsSection("What it may reach")
@ConfigMapping(prefix = "voxgate")
@StaticInitSafe
@Unremovable
public interface EgressSettings {
    @Setting(
            what = "may connections and webhooks reach loopback and private addresses?",
            form = SettingForm.ALLOW_REFUSE,
            otherwise = "`allow` with `start`, else `refuse`")
    @WithConverter(AllowConverter.class)
    @WithDefault("refuse")
    boolean privateAddresses();
}
