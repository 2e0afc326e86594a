package io.voxgate.config;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a setting in Quarkus as {@link Settings#read} does before: without the white space around it, and
 * an empty one as if it were not set. Found by its name in {@code META-INF/services}; the priority places it below what
 * resolves {@code ${voxgate.port}}, which has to see its work.
 */
@StaticInitSafe
@Priority(Priorities.LIBRARY)
public final class SettingText implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final Map<String, Optional<String>> DEFAULTS = KnownSetting.all().stream()
            .collect(Collectors.toUnmodifiableMap(KnownSetting::property, KnownSetting::defaultValue));

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        if (found == null || found.getValue() == null || !DEFAULTS.containsKey(name)) {
            return found;
        }
        String text = found.getValue().strip();
        return text.isEmpty() ? DEFAULTS.get(name).map(found::withValue).orElse(null) : found.withValue(text);
    }
}
