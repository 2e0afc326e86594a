package io.voxgate.sandbox;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What every simulator stands on.
 *
 * @param ids a fresh 32-digit lower-case hex id each time
 */
public record SandboxWorld(
        Clock clock, ScriptScheduler stage, SandboxAccounts accounts, CallbackSender callbackSender, Supplier<String> ids) {}
