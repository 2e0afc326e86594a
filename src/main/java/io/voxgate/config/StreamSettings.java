package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.voxgate.limits.Limit;
import java.time.Duration;

/** Live streams of events. */
@SettingsSection("How much at once")
@ConfigMapping(prefix = "voxgate.streams")
@StaticInitSafe
@Unremovable
public interface StreamSettings {
    @Setting(
            what = "how many live streams a tenant may have open at one replica",
            form = SettingForm.NUMBER,
            unit = "streams",
            min = 1,
            max = 100_000,
            limit = Limit.STREAMS_PER_TENANT)
    @WithDefault("100")
    int perTenant();

    @Setting(
            what = "how many live streams all tenants together may have open at one replica",
            form = SettingForm.NUMBER,
            unit = "streams",
            min = 1,
            max = 100_000,
            limit = Limit.STREAMS_PER_REPLICA)
    @WithDefault("2000")
    int perReplica();

    @Setting(
            what =
                    "after how long without an event a live stream gets a comment, so that nothing on the way takes it for dead",
            form = SettingForm.DURATION,
            min = 100,
            max = 60_000,
            forTests = true)
    @WithDefault("15s")
    Duration heartbeat();

    @Setting(
            what = "how long a reader may leave a full connection until its stream is cut off",
            form = SettingForm.DURATION,
            min = 100,
            max = 60_000,
            forTests = true)
    @WithDefault("10s")
    Duration writeTimeout();

    @Setting(
            what = "how long after a session's last event its stream waits for another",
            form = SettingForm.DURATION,
            min = 0,
            max = 60_000,
            forTests = true)
    @WithDefault("5s")
    Duration endDelay();
}
