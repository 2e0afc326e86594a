package io.voxgate.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producers for what is made of several settings. */
@Singleton
public final class SettingsProducer {
    private final KeySettings keys;
    private final SandboxSettings sandbox;
    private final IdentitySettings identity;

    SettingsProducer(KeySettings keys, SandboxSettings sandbox, IdentitySettings identity) {
        this.keys = keys;
        this.sandbox = sandbox;
        this.identity = identity;
    }

    @Produces
    @Singleton
    RoleGrants roleGrants() {
        return RoleGrants.of(identity);
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
