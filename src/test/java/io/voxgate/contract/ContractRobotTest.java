package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.service.ServiceTest;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Rows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever has the contract and nothing else gets everything done: every operation, with every example of the contract.
 */
@Tag("long")
@ServiceTest
class ContractRobotTest {
    private static final Set<String> NEEDS_A_STRAY = Set.of("stopStray");
    /** An answer of the vendor that got lost; a stream that is resumed after its end; the same template once more. */
    private static final Set<String> NOT_SEEN =
            Set.of("startSession 202", "listSessionEvents 204", "importStarterTemplate 200");

    private static void until(ContractRobot robot, boolean ending, Set<String> later) {
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        robot.round(ending);
                        return robot.missing().keySet().stream()
                                .allMatch(id -> later.contains(id) || (!ending && ContractRobot.ends(id)));
                    });
        } catch (ConditionTimeoutException _) {
            // What is missing is what the caller looks at.
        }
    }

    /** A call that runs at the vendor and that no session has any more: as after a restore of the database. */
    private static void loseASession(Gateway gateway, ContractRobot robot) {
        Rows rows = new Rows(gateway.owner());
        String id = robot.again("startSession", "phone").get("id").asText();
        rows.change("UPDATE session SET next_lookup_at = NULL WHERE id = ?", id);
        rows.change("DELETE FROM idempotency_key WHERE session_id = ?", id);
        rows.change("DELETE FROM session WHERE id = ?", id);
    }

    @Test
    void everyOperationIsReached() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            ContractRobot robot = new ContractRobot(
                    gateway, gateway.send(Call.of("GET", "/openapi.yaml")).body());
            until(robot, false, NEEDS_A_STRAY);
            loseASession(gateway, robot);
            until(robot, false, Set.of());
            until(robot, true, Set.of());
            System.out.println("Contract robot: " + robot.reached() + " operations reached, " + robot.examples()
                    + " examples taken");

            assertThat(robot.missing()).isEmpty();
            assertThat(robot.undocumented()).isEmpty();
            assertThat(robot.unseen()).isSubsetOf(NOT_SEEN);
        }
    }

    @Test
    void anOperationWithoutAnExampleIsNamed() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            ObjectNode contract = (ObjectNode) ContractFile.tree();
            ObjectNode tenants = (ObjectNode) contract.at("/paths/~1v1~1tenants");
            ObjectNode planted = tenants.get("post").deepCopy();
            planted.put("operationId", "plantedOperation");
            ((ObjectNode) planted.at("/requestBody/content/application~1json")).remove("example");
            contract.withObject("/paths").putObject("/v1/planted").set("post", planted);
            ((ObjectNode) contract.at("/paths/~1v1~1webhooks~1{name}/put/parameters/0")).remove("example");
            ContractRobot robot = new ContractRobot(gateway, contract.toString());
            robot.round(false);
            robot.round(false);

            assertThat(robot.missing())
                    .containsEntry("plantedOperation", "never sent: it has no example")
                    .containsEntry("putWebhook", "never sent: it has no example")
                    .doesNotContainKeys("createTenant", "putCredential");
        }
    }

    @Test
    void anAnswerThatTheContractDoesNotHaveIsNamed() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            ObjectNode contract = (ObjectNode) ContractFile.tree();
            ((ObjectNode) contract.at("/components/schemas/Tenant/properties")).remove("name");
            ContractRobot robot = new ContractRobot(gateway, contract.toString());
            robot.round(false);

            assertThat(robot.undocumented()).anyMatch(fault -> fault.startsWith("createTenant ("));
        }
    }

    @Test
    void anExampleThatIsRefusedAndALinkThatIsMissingAreFound() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            ObjectNode contract = (ObjectNode) ContractFile.tree();
            JsonNode vendors = contract.at("/paths/~1v1~1vendors/get/responses/200");
            ((ObjectNode) vendors).remove("links");
            JsonNode credential =
                    contract.at("/paths/~1v1~1credentials~1{name}/put/requestBody/content/application~1json");
            ((ObjectNode) credential).set("example", contract.objectNode().put("fields", 5));
            ContractRobot robot = new ContractRobot(gateway, contract.toString());
            robot.round(false);
            robot.round(false);

            assertThat(robot.missing())
                    .containsEntry("getVendor", "never sent")
                    .hasEntrySatisfying(
                            "putCredential", answer -> assertThat(answer).startsWith("422"))
                    .doesNotContainKeys("createTenant", "listVendors");
        }
    }
}
