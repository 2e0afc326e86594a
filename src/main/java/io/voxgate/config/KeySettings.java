package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.voxgate.model.SecretText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys of the installation. {@link OperatorCredential} and {@link MasterKeys} check them. */
@SettingsSection("Data and keys")
@ConfigMapping(prefix = "voxgate")
@StaticInitSafe
@Unremovable
public interface KeySettings {
    @Setting(
            what = "the operator's bearer key: tenants and their keys",
            form = SettingForm.TEXT,
            unit = "16 or more visible ASCII characters",
            otherwise = "`start` makes and prints one; else there is no operator")
    Optional<SecretText> operatorKey();

    @Setting(what = "instead of `VOXGATE_OPERATOR_KEY`: a file that holds it", form = SettingForm.PATH)
    @WithConverter(AbsolutePathConverter.class)
    Optional<Path> operatorKeyFile();

    @Setting(
            what = "encrypts stored secrets. Losing it loses them",
            form = SettingForm.TEXT,
            unit = "base64 of 32 bytes",
            otherwise = "`start` keeps one beside the data, else needed")
    Optional<SecretText> masterKey();

    @Setting(
            what = "further keys that still open what they encrypted, separated by commas or blanks",
            form = SettingForm.TEXT,
            unit = "base64 of 32 bytes each")
    Optional<SecretText> masterKeysPrevious();

    @Setting(
            what =
                    "instead of `VOXGATE_MASTER_KEY` and `VOXGATE_MASTER_KEYS_PREVIOUS`: a file with a key a line, the first encrypts, "
                            + "all open; read again when it changes",
            form = SettingForm.PATH,
            otherwise = "`master.key` in the data folder with `start`")
    @WithConverter(AbsolutePathConverter.class)
    Optional<Path> masterKeyFile();

    @Setting(
            what = "how often a changed file of master keys is looked for",
            form = SettingForm.DURATION,
            min = 1_000,
            max = 3_600_000,
            forTests = true)
    @WithName("master-keys.interval")
    @WithDefault("10s")
    Duration masterKeysInterval();
}
