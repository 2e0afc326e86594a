package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's grants, as the environment has them. */
class RoleGrantsTest {
    private static final String TENCENT = "qcs::cam::uin/100000000001:roleName/voxgate=a";
    private static final String ALIBABA = "acs:ram::1000000000000001:role/voxgate";

    private static RoleGrants grants(String text) {
        return Settings.read(Map.of("VOXGATE_SANDBOX", "on", "VOXGATE_IDENTITY_ROLES", text))
                .roleGrants();
    }

    @Test
    void withoutTheSettingNobodyHasAGrant() {
        assertThat(Settings.read(Map.of("VOXGATE_SANDBOX", "on")).roleGrants().allows("acme", ALIBABA))
                .isFalse();
        assertThat(grants("  ").allows("acme", ALIBABA)).isFalse();
    }

    @Test
    void aGrantIsOneTenantsAndOneRoles() {
        RoleGrants grants = grants("acme=" + TENCENT + "\n  acme=" + ALIBABA + "\tother=" + ALIBABA + "2");

        assertThat(grants.allows("acme", TENCENT)).isTrue();
        assertThat(grants.allows("acme", ALIBABA)).isTrue();
        assertThat(grants.allows("other", ALIBABA + "2")).isTrue();
        assertThat(grants.allows("other", ALIBABA)).isFalse();
        assertThat(grants.allows("acme", ALIBABA + "2")).isFalse();
        assertThat(grants.allows("acme", ALIBABA.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(grants.allows("", ALIBABA)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acme", "=" + ALIBABA, "acme=", "acme=acs:ram::1:role/*", "*=" + ALIBABA, "acme = " + ALIBABA})
    void whatIsNoGrantStopsTheStart(String text) {
        assertThatThrownBy(() -> grants(text))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageContaining("VOXGATE_IDENTITY_ROLES has entries like acme=");
    }
}
