package io.voxgate.config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * All settings together: what {@code Main} reads and checks before Quarkus starts. A feature of the service has the one
 * interface that it needs injected instead ({@link ListenSettings}, {@link StreamSettings} …).
 */
public final class Settings {
    private static final int ORDINAL_OF_THE_ENVIRONMENT = 300;
    /** As Quarkus has it, so that a time is read in the same way here and there. */
    private static final int CONVERTER_PRIORITY = 200;

    private final SmallRyeConfig config;

    private Settings(SmallRyeConfig config) {
        this.config = config;
    }

    /** Settings that are invalid; the message has a line for each fault, for the person who starts the service. */
    public static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Rejects invalid values and unknown names, each with a sentence that names the variable. White space around a
     * value is ignored, and an empty value counts as none.
     *
     * @throws Invalid with all faults
     */
    public static Settings read(Map<String, String> environment) {
        List<String> faults = new ArrayList<>(UnknownSettings.faults(environment));
        Map<String, String> values = new HashMap<>();
        Set<String> given = new HashSet<>();
        boolean rulesKnown = true;
        for (KnownSetting known : KnownSetting.all()) {
            String value = environment.getOrDefault(known.variable(), "").strip();
            Optional<String> fault = value.isEmpty() ? Optional.empty() : known.fault(value);
            fault.ifPresent(faults::add);
            rulesKnown &= fault.isEmpty() || !decidesAboutOthers(known);
            if (!value.isEmpty() && fault.isEmpty()) {
                values.put(known.property(), value);
                given.add(known.variable());
            }
        }
        Settings settings = new Settings(config(values));
        if (rulesKnown) {
            faults.addAll(SettingsRules.faults(settings, given));
        }
        if (!faults.isEmpty()) {
            throw new Invalid(String.join("\n", faults));
        }
        return settings;
    }

    /** Whether it is production, and whether http will do: what a key or an issuer may be depends on it. */
    private static boolean decidesAboutOthers(KnownSetting known) {
        return known.setting().form() == SettingForm.ON_OFF || known.setting().form() == SettingForm.ALLOW_REFUSE;
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "environment", ORDINAL_OF_THE_ENVIRONMENT));
        KnownSetting.GROUPS.forEach(builder::withMapping);
        return builder.build();
    }

    /** Those of the service that runs. */
    public static Settings ofTheService() {
        return new Settings(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class));
    }

    /** The settings of an interface of this package. */
    public <T> T of(Class<T> group) {
        return config.getConfigMapping(group);
    }

    public Optional<DatabaseUrl> database() {
        return DatabaseUrl.of(of(DataSettings.class));
    }

    public OperatorCredential operator() {
        return OperatorCredential.of(of(KeySettings.class), isProduction());
    }

    public MasterKeys masterKeys() {
        return MasterKeys.of(of(KeySettings.class), isProduction());
    }

    public RoleGrants roleGrants() {
        return RoleGrants.of(of(IdentitySettings.class));
    }

    public OidcClient oidcClient() {
        return OidcClient.of(of(OidcSettings.class));
    }

    private boolean isProduction() {
        return !of(SandboxSettings.class).enabled();
    }
}
