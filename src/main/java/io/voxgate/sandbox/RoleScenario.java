package io.voxgate.sandbox;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A magic value at the end of a role's name: what a simulated Security Token Service says to a caller that assumes it.
 */
public enum RoleScenario {
    UNKNOWN_ROLE("the account has no such role"),
    NOT_TRUSTED("the role does not trust the key that asks for it"),
    SHORT_LIVED("its temporary keys end after a minute, whatever was asked for");

    private final String effect;

    RoleScenario(String effect) {
        this.effect = effect;
    }

    /** The word, for example {@code not-trusted}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String effect() {
        return effect;
    }

    public static Optional<RoleScenario> of(String roleArn) {
        return Stream.of(values())
                .filter(scenario -> roleArn.endsWith("-" + scenario.word()))
                .findFirst();
    }
}
