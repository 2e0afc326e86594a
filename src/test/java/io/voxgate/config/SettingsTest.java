package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.model.SecretText;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Settings read(Map<String, String> environment) {
        return Settings.read(environment);
    }

    @Test
    void nothingSetIsTheCautiousChoice() {
        Settings settings = read(Map.of());
        assertThat(settings.of(ListenSettings.class).port()).isEqualTo(8080);
        assertThat(settings.of(SandboxSettings.class).enabled()).isFalse();
        assertThat(settings.of(EgressSettings.class).privateAddresses()).isFalse();
        assertThat(settings.operator().key()).isEmpty();
    }

    @Test
    void databaseUrlIsTakenApartAndDecoded() {
        DatabaseUrl url = read(Map.of(
                        "VOXGATE_DATABASE_URL",
                        "postgresql://vox%40gate:p%2Fa%3Ass+word@db.example.com:6432/voice?sslmode=require"))
                .database()
                .orElseThrow();
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:6432/voice?sslmode=require");
        assertThat(url.user()).isEqualTo("vox@gate");
        assertThat(url.password()).isEqualTo(new SecretText("p/a:ss+word"));
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com/v,db.example.com/v?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
        "127.example.com/v?x=1,127.example.com/v?x=1&sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
        "db.example.com/v?sslrootcert=/ca.crt,db.example.com/v?sslrootcert=/ca.crt&sslmode=verify-full",
        "db.example.com/v?sslmode=require,db.example.com/v?sslmode=require",
        "localhost:5432/v,localhost:5432/v",
        "127.0.0.1/v,127.0.0.1/v",
        "[::1]/v,[::1]/v"
    })
    void anotherMachinesDatabaseIsAskedForTlsAndItsName(String url, String driversUrl) {
        DatabaseUrl database = read(Map.of("VOXGATE_DATABASE_URL", "postgresql://u:p@" + url))
                .database()
                .orElseThrow();
        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://" + driversUrl);
        assertThat(database.warning()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"disable", "allow", "prefer"})
    void clearTextToAnotherMachineIsWarnedOf(String mode) {
        assertThat(warning("postgresql://u:p@db/v?sslmode=" + mode).orElseThrow())
                .contains("sslmode=" + mode)
                .doesNotContain("\n");
        assertThat(warning("postgresql://u:p@localhost/v?sslmode=" + mode)).isEmpty();
    }

    private static Optional<String> warning(String url) {
        return read(Map.of("VOXGATE_DATABASE_URL", url))
                .database()
                .orElseThrow()
                .warning();
    }

    @ParameterizedTest
    @CsvSource({
        "VOXGATE_PORT,http", "VOXGATE_PORT,65536", "VOXGATE_PORT,-1", "VOXGATE_DATABASE_URL,jdbc:postgresql://x/y",
                "VOXGATE_DATABASE_URL,postgresql://host/db",
        "VOXGATE_OPERATOR_KEY,short", "VOXGATE_MASTER_KEY,AAAA", "VOXGATE_MASTER_KEY,%%%",
                "VOXGATE_PUBLIC_URL,voice.example.com", "VOXGATE_PUBLIC_URL,https://u:p@x",
        "VOXGATE_SANDBOX,yes", "VOXGATE_PRIVATE_ADDRESSES,true", "VOXGATE_OIDC_AUDIENCE,voxgate",
                "VOXGATE_OIDC_ROLES_CLAIM,groups", "VOXGATE_OIDC_TENANT_CLAIM,org",
        "VOXGATE_OIDC_ISSUER,https://id.example.com/realm", "VOXGATE_OIDC_CLIENT_ID,voxgate",
                "VOXGATE_OIDC_CLIENT_SECRET,hidden"
    })
    void badValueIsRefusedInOneLineThatNamesIt(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageContaining(name)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void issuerHasItsAudienceAndTheUsualClaims() {
        OidcSettings oidc = read(Map.of(
                        "VOXGATE_OIDC_ISSUER", "https://id.example.com/", "VOXGATE_OIDC_AUDIENCE", "voxgate"))
                .of(OidcSettings.class);
        assertThat(oidc.issuer()).contains("https://id.example.com/");
        assertThat(oidc.audience()).contains("voxgate");
        assertThat(oidc.rolesClaim()).isEqualTo("voxgate_roles");
        assertThat(oidc.tenantClaim()).isEqualTo("voxgate_tenant");
        assertThat(read(Map.of()).of(OidcSettings.class).issuer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "id.example.com",
        "http://id.example.com",
        "https://u:p@id.example.com",
        "https://id.example.com?x=1",
        "ftp://id.example.com",
        "https://"
    })
    void issuerMustBeSafe(String issuer) {
        assertThatThrownBy(() -> read(Map.of("VOXGATE_OIDC_ISSUER", issuer, "VOXGATE_OIDC_AUDIENCE", "voxgate")))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageContaining("VOXGATE_OIDC_ISSUER");
    }

    @Test
    void developmentDoesWithoutTls() {
        assertThat(read(Map.of(
                                "VOXGATE_OIDC_ISSUER",
                                "http://127.0.0.1:9/realm",
                                "VOXGATE_OIDC_AUDIENCE",
                                "v",
                                "VOXGATE_PRIVATE_ADDRESSES",
                                "allow"))
                        .of(OidcSettings.class)
                        .issuer())
                .isPresent();
    }
}
