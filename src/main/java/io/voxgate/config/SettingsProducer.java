package io.voxgate.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producers for what is made of several settings. */
@Singleton
public final class SettingsProducer {
    private final KeySettings keys;
    private final SandboxSettings sandbox;

    SettingsProducer(KeySettings keys, SandboxSettings sandbox) {
        this.keys = keys;
        this.sandbox = sandbox;
    }

    @Produces
    @Singleton
    MasterKeys masterKeys() {
        return MasterKeys.of(keys, !sandbox.enabled());
    }

    @Produces
    @Singleton
    OperatorCredential operatorCredential() {
        return OperatorCredential.of(keys, !sandbox.enabled());
    }
}
