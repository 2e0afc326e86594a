package io.voxgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting as its interface declares it.
 *
 * @param section the heading in {@code docs/configuration.md}
 * @param property its name in Quarkus' configuration
 * @param defaultValue what {@code @WithDefault} says
 */
public record KnownSetting(String section, String property, Setting setting, Optional<String> defaultValue) {
    /** Every interface of settings, in the order of {@code docs/configuration.md}. */
    static final List<Class<?>> GROUPS = List.of(
            ListenSettings.class,
            DataSettings.class,
            KeySettings.class,
            IdentitySettings.class,
            SandboxSettings.class,
            EgressSettings.class,
            ConnectionSettings.class,
            StreamSettings.class,
            RequestSettings.class,
            OidcSettings.class,
            WebhookSettings.class,
            HealthSettings.class);

    private static final List<KnownSetting> ALL = GROUPS.stream()
            .flatMap(group -> Arrays.stream(group.getDeclaredMethods())
                    .filter(member -> member.isAnnotationPresent(Setting.class))
                    .map(member -> of(group, member))
                    .sorted(Comparator.comparing(KnownSetting::variable)))
            .toList();

    /** All of them, in the order of {@link #GROUPS}, those of one interface by their names. */
    public static List<KnownSetting> all() {
        return ALL;
    }

    private static KnownSetting of(Class<?> group, Method member) {
        WithName name = member.getAnnotation(WithName.class);
        WithDefault value = member.getAnnotation(WithDefault.class);
        String last = name == null ? StringUtil.skewer(member.getName()) : name.value();
        return new KnownSetting(
                group.getAnnotation(SettingsSection.class).value(),
                group.getAnnotation(ConfigMapping.class).prefix() + "." + last,
                member.getAnnotation(Setting.class),
                Optional.ofNullable(value).map(WithDefault::value));
    }

    /** The environment variable, by the rule of MicroProfile Config. */
    public String variable() {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** What is allowed, for a person who looks it up. */
    public String allowed() {
        return setting.form().allowed(setting);
    }

    /** What is wrong with a value that was given, as a sentence that names the variable. */
    Optional<String> fault(String value) {
        return setting.form().fault(setting, value).map(sentence -> variable() + " " + sentence);
    }
}
