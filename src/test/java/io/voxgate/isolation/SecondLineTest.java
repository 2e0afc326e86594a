package io.voxgate.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.voxgate.service.ServiceTest;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.TenantFixtures;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every {@code WHERE tenant_id = ?} is made true: row-level security alone keeps the tenants apart. */
@Tag("long")
@ServiceTest
@TestProfile(SecondLineTest.Loose.class)
class SecondLineTest {
    /** The service on a database without its first line. */
    public static class Loose implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(LooseDataSource.class);
        }
    }

    @AfterEach
    void mend() {
        WhereClauseRemover.to(WhereClauseRemover.Mode.NOTHING, Set.of());
    }

    @Test
    void withoutAnyWhereTheRowsStayHidden() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            Operations operations = Operations.served(gateway);
            TenantFixtures furniture = new TenantFixtures(gateway, operations);
            loosen(gateway, WhereClauseRemover.Mode.WHERE);
            // Row-level security knows tenants and no roles: the one who may do most tries everything.
            CrossTenantProbe intrusion = new CrossTenantProbe(
                    gateway, operations, furniture.tenant("hidden", 3), furniture.tenant("own", 1), List.of("admin"));
            List<String> faults = intrusion.run();
            System.out.println("Isolation by row-level security alone: " + intrusion.summary() + "; "
                    + WhereClauseRemover.loosened().size() + " statements lost their condition");
            assertThat(faults).isEmpty();
            assertThat(WhereClauseRemover.loosened())
                    .as("statements without their condition")
                    .hasSizeGreaterThan(25);
            assertThat(WhereClauseRemover.bare())
                    .as("Statements of a tenant on tenants' rows without a tenant_id = ?: the first line is missing")
                    .isEmpty();
        }
    }

    /** Without the second line as well, the same attempts come through: it was row-level security that held. */
    @Test
    void withoutBothTheRowsAreSeen() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            Operations operations = Operations.served(gateway);
            TenantFixtures furniture = new TenantFixtures(gateway, operations);
            PopulatedTenant hidden = furniture.tenant("hidden", 3);
            PopulatedTenant own = furniture.tenant("own", 1);
            CrossTenantProbe intrusion = new CrossTenantProbe(gateway, operations, hidden, own);
            loosen(gateway, WhereClauseRemover.Mode.WHERE_AND_POLICIES);
            Set<String> some = Set.of("getTemplate", "listSessions", "deleteTemplate", "getSession");
            assertThat(intrusion.run(operation -> some.contains(operation.id())))
                    .anyMatch(fault -> fault.contains("getTemplate") && fault.contains("has to be 404"))
                    .anyMatch(fault -> fault.contains("getSession") && fault.contains("has to be 404"))
                    .anyMatch(fault -> fault.contains("listSessions") && fault.contains("it tells"))
                    .anyMatch(fault ->
                            fault.contains("deleteTemplate") && fault.contains("changed another tenant's rows"));
        }
    }

    private static void loosen(Gateway gateway, WhereClauseRemover.Mode mode) throws SQLException {
        WhereClauseRemover.to(mode, Set.copyOf(new PolicyCatalog(gateway.owner()).tenantTables()));
    }
}
