package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * What this installation is to the vendors without a key, and who may use that. It belongs to the operator: without a
 * grant no tenant's connection does anything with it.
 */
@SettingsSection("Keys of the installation")
@ConfigMapping(prefix = "voxgate.identity")
@StaticInitSafe
@Unremovable
public interface IdentitySettings {
    @Setting(
            what = "which roles at the vendors this installation assumes for whom, when a tenant's connection names "
                    + "the role (`roleArn`) and has no key: see [security.md](security.md#roles-without-a-key)",
            form = SettingForm.TEXT,
            unit = "`tenant=role`, several with blanks between",
            otherwise = "none: every connection needs a key")
    Optional<String> roles();

    @Setting(
            what = "how it proves itself: as a Kubernetes workload with the token that TKE or ACK gives a pod, or as a "
                    + "machine of the vendor's by its metadata service",
            form = SettingForm.WORKLOAD_INSTANCE)
    @WithDefault("workload")
    String source();
}
