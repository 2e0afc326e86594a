package io.voxgate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.config.OidcSettings;
import io.voxgate.config.Settings;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.tenant.TenantCache;
import io.voxgate.tenant.TenantTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class OidcCallersTest {
    private static final DataSource NOWHERE = new PGSimpleDataSource();

    /** One tenant, acme. */
    private static final TenantTable TENANTS = new TenantTable(new Database(NOWHERE, List.of(), () -> Actor.VOXGATE)) {
        @Override
        public Optional<TenantRow> find(String id) {
            return id.equals("acme")
                    ? Optional.of(new TenantRow("acme", "Acme", Optional.empty(), 1, Instant.EPOCH, Instant.EPOCH))
                    : Optional.empty();
        }
    };

    private static OidcCallers people(String rolesClaim, String tenantClaim) {
        Map<String, String> environment = new HashMap<>(
                Map.of("VOXGATE_OIDC_ISSUER", "https://id.example.com", "VOXGATE_OIDC_AUDIENCE", "voxgate"));
        environment.put("VOXGATE_OIDC_ROLES_CLAIM", rolesClaim);
        environment.put("VOXGATE_OIDC_TENANT_CLAIM", tenantClaim);
        return new OidcCallers(
                Settings.read(environment).of(OidcSettings.class),
                new TenantCache(TENANTS, new CacheRegistry(new SimpleMeterRegistry())));
    }

    private static JsonNode claims(String json) {
        return Json.parse(json.replace('\'', '"')).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voxgate_roles | voxgate_tenant | {'sub':'li','voxgate_roles':['runner','editor','owner'],'voxgate_tenant':'acme'}",
                "realm_access/roles | org/id | {'sub':'li','realm_access':{'roles':['editor','runner']},'org':{'id':'acme'}}",
                "https://voxgate.io/roles | https://voxgate.io/tenant | "
                        + "{'sub':'li','https://voxgate.io/roles':['editor','runner'],'https://voxgate.io/"
                        + "tenant':['acme']}",
                "scope | tenants | {'sub':'li','scope':'openid  editor runner operator','tenants':['acme']}"
            })
    void rolesAndTenantAreWhereTheSettingsSay(String rolesClaim, String tenantClaim, String claims) {
        assertThat(people(rolesClaim, tenantClaim).caller(claims(claims)))
                .isEqualTo(Caller.person("acme", Set.of(CallerRole.EDITOR, CallerRole.RUNNER), "li", Optional.empty()));
    }

    @Test
    void aSubjectNeverLooksLikeTheOperator() {
        Caller caller = people("r", "t").caller(claims("{'sub':'operator','r':'admin','t':'acme'}"));
        assertThat(caller.id()).isEqualTo("person:operator");
        assertThat(caller.kind()).isEqualTo(Caller.CallerKind.PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'r':'admin','t':'acme'}",
                "{'sub':'','r':'admin','t':'acme'}",
                "{'sub':'li','r':'admin'}",
                "{'sub':'li','r':'admin','t':''}",
                "{'sub':'li','r':'admin','t':'other'}",
                "{'sub':'li','r':'admin','t':['acme','other']}",
                "{'sub':'li','r':'admin','t':{'id':'acme'}}",
                "{'sub':'li','r':'admin','t':'acme other'}",
                "{'sub':{},'r':'admin','t':'acme'}",
                "{'sub':'li','r':'admin','t':'ac\\u0000me'}",
                "{'sub':'l\\u0000i','r':'admin','t':'acme'}",
                "{'sub':'li','r':'admin','t':'acme\\u0000'}"
            })
    void whoIsOfNoTenantIsNobody(String claims) {
        assertRefused(claims, ProblemCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sub':'li','t':'acme'}",
                "{'sub':'li','r':[],'t':'acme'}",
                "{'sub':'li','r':'operator','t':'acme'}",
                "{'sub':'li','r':['ADMIN','administrator'],'t':'acme'}",
                "{'sub':'li','r':{'admin':true},'t':'acme'}",
                "{'sub':'li','r':[['admin']],'t':'acme'}"
            })
    void whoHasNoRoleMayNothing(String claims) {
        assertRefused(claims, ProblemCode.FORBIDDEN);
    }

    private static void assertRefused(String claims, ProblemCode code) {
        assertThatThrownBy(() -> people("r", "t").caller(claims(claims)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
