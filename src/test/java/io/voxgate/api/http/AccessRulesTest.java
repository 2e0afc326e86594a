package io.voxgate.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.security.AccessRules;
import io.voxgate.security.CallerRole;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    private static final Set<String> LINES = Set.of("readIt", "writeIt");

    @Test
    void eachOperationHasOneLine() {
        assertThatCode(() -> AccessCheck.check(List.of("writeIt", "readIt"), LINES))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AccessCheck.check(List.of("readIt", "writeIt", "sellIt"), LINES))
                .hasMessageEndingWith("differ in sellIt");
        assertThatThrownBy(() -> AccessCheck.check(List.of("readIt"), LINES)).hasMessageEndingWith("differ in writeIt");
        assertThatThrownBy(() -> AccessCheck.check(List.of("readIt", "writeIt", "writeIt"), LINES))
                .hasMessageEndingWith("differ in writeIt");
    }

    @Test
    void anOperationWithoutALineIsNobodys() {
        assertThatThrownBy(() -> AccessRules.roles("sellTenant"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sellTenant");
    }

    @Test
    void onlyACallbackAsksNobodyWhoTheyAre() {
        assertThat(AccessRules.operations())
                .filteredOn(operation -> AccessRules.roles(operation).isEmpty())
                .containsExactly("receiveCallback");
    }

    @Test
    void anAdminMayAllThatSomeRoleOfItsTenantMay() {
        assertThat(AccessRules.operations())
                .filteredOn(operation -> AccessRules.roles(operation).stream()
                        .anyMatch(role -> role != CallerRole.OPERATOR && role != CallerRole.ADMIN))
                .allSatisfy(operation ->
                        assertThat(AccessRules.roles(operation)).as(operation).contains(CallerRole.ADMIN));
    }
}
