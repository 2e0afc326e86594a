package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the service listens, and under which address others reach it. */
@SettingsSection("Where it listens")
@ConfigMapping(prefix = "voxgate")
@StaticInitSafe
@Unremovable
public interface ListenSettings {
    @Setting(what = "where it listens", form = SettingForm.PORT)
    @WithDefault("8080")
    int port();

    @Setting(
            what = "on which address it listens",
            form = SettingForm.HOST,
            otherwise = "127.0.0.1 with `start`, else every address")
    Optional<String> host();

    @Setting(
            what =
                    "where health and metrics are (`/q/health`, `/q/metrics`); never pass it on to a network that is not the operator's",
            form = SettingForm.PORT,
            otherwise = "9000; with `start` another free one when it is taken")
    Optional<Integer> managementPort();

    @Setting(what = "on which address the management port is", form = SettingForm.HOST, otherwise = "`VOXGATE_HOST`")
    Optional<String> managementHost();

    /** Without a slash at the end. */
    @Setting(
            what = "the address in callback URLs: the public https address, as vendors reach it",
            form = SettingForm.WEB_URL,
            otherwise = "`http://localhost` with the port")
    @WithConverter(WithoutSlashAtTheEnd.class)
    Optional<String> publicUrl();
}
