package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.voxgate.model.SecretText;
import java.nio.file.Path;
import java.util.Optional;

/** Where the data are. {@link DatabaseUrl} makes of it what the driver wants. */
@SettingsSection("Data and keys")
@ConfigMapping(prefix = "voxgate")
@StaticInitSafe
@Unremovable
public interface DataSettings {
    @Setting(
            what = "the data of `start`'s embedded database, its password, and the keys that `start` keeps",
            form = SettingForm.PATH,
            otherwise = "`target/voxgate-data` in a clone, else `~/.voxgate`")
    @WithConverter(AbsolutePathConverter.class)
    Optional<Path> dataDir();

    @Setting(
            what = "`postgresql://user:password@host:port/db`; another machine's with TLS, see below",
            form = SettingForm.TEXT,
            unit = "URL",
            otherwise = "the embedded database with `start`, else needed")
    Optional<SecretText> databaseUrl();

    @Setting(what = "instead of `VOXGATE_DATABASE_URL`: a file that holds it", form = SettingForm.PATH)
    @WithConverter(AbsolutePathConverter.class)
    Optional<Path> databaseUrlFile();
}
