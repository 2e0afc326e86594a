package io.voxgate.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Gives the settings to whoever injects them. */
@Singleton
public final class SettingsProducer {
    @Produces
    @Singleton
    Settings settings(Config config) {
        return Settings.read(name -> config.getOptionalValue(name, String.class));
    }
}
