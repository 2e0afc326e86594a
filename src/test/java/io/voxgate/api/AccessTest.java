package io.voxgate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.tenant.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Set<String> LINES = Set.of("readIt", "writeIt");

    @Test
    void eachOperationHasOneLine() {
        assertThatCode(() -> AccessCheck.check(List.of("writeIt", "readIt"), LINES)).doesNotThrowAnyException();
        assertThatThrownBy(() -> AccessCheck.check(List.of("readIt", "writeIt", "sellIt"), LINES)).hasMessageEndingWith("differ in sellIt");
        assertThatThrownBy(() -> AccessCheck.check(List.of("readIt"), LINES)).hasMessageEndingWith("differ in writeIt");
        assertThatThrownBy(() -> AccessCheck.check(List.of("readIt", "writeIt", "writeIt"), LINES)).hasMessageEndingWith("differ in writeIt");
    }

    @Test
    void anOperationWithoutALineIsNobodys() {
        assertThatThrownBy(() -> Access.roles("sellTenant")).isInstanceOf(IllegalStateException.class).hasMessageContaining("sellTenant");
    }

    @Test
    void onlyACallbackAsksNobodyWhoTheyAre() {
        assertThat(Access.operations()).filteredOn(operation -> Access.roles(operation).isEmpty()).containsExactly("receiveCallback");
    }

    @Test
    void anAdminMayAllThatSomeRoleOfItsTenantMay() {
        assertThat(Access.operations()).filteredOn(operation -> Access.roles(operation).stream().anyMatch(role -> role != Role.OPERATOR && role != Role.ADMIN))
                .allSatisfy(operation -> assertThat(Access.roles(operation)).as(operation).contains(Role.ADMIN));
    }
}
