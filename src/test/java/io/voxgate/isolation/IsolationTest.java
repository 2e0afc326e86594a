package io.voxgate.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.service.ServiceTest;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.TenantFixtures;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two tenants, one of everything each: neither finds, sees or changes the other's, whatever it asks. */
@Tag("long")
@ServiceTest
class IsolationTest {
    @Test
    void anotherTenantsThingsAreLikeNothing() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            Operations operations = Operations.served(gateway);
            TenantFixtures furniture = new TenantFixtures(gateway, operations);
            CrossTenantProbe intrusion = new CrossTenantProbe(
                    gateway, operations, furniture.tenant("hidden", 3), furniture.tenant("own", 1));
            List<String> faults = intrusion.run();
            System.out.println("Isolation: " + intrusion.summary());
            assertThat(faults).isEmpty();
        }
    }

    /** Trying it on oneself, everything is found: the checker can fail. */
    @Test
    void aLeakIsFound() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            Operations operations = Operations.served(gateway);
            PopulatedTenant tenant = new TenantFixtures(gateway, operations).tenant("leaky", 1);
            Set<String> some = Set.of("getTemplate", "listSessions", "deleteTemplate", "translateAgent");
            assertThat(new CrossTenantProbe(gateway, operations, tenant, tenant)
                            .run(operation -> some.contains(operation.id())))
                    .anyMatch(fault -> fault.contains("getTemplate") && fault.contains("has to be 404"))
                    .anyMatch(fault -> fault.contains("listSessions") && fault.contains("it tells"))
                    .anyMatch(fault ->
                            fault.contains("deleteTemplate") && fault.contains("changed another tenant's rows"))
                    .anyMatch(fault -> fault.contains("translateAgent") && fault.contains("answered otherwise"));
        }
    }
}
