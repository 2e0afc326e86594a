package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A connection whose key assumes a role of the simulated Security Token Service: the role's temporary key signs what
 * follows.
 */
@ServiceTest
class RoleServiceTest {
    private LiveTenant tenant;

    @BeforeEach
    void create() {
        tenant = LiveTenant.create();
    }

    private static String role(String connection, String name) {
        return connection.equals("ali")
                ? "acs:ram::1000000000000001:role/" + name
                : "qcs::cam::uin/100000000001:roleName/" + name;
    }

    private static Map<String, Object> settings(LiveTenant tenant, String connection) {
        return switch (connection) {
            case "trtc" -> Map.of("sdkAppId", tenant.app());
            case "ccc" -> Map.of("sdkAppId", tenant.app() + 1);
            default -> Map.of("appId", "app" + (tenant.app() + 2), "templateId", "tpl-1");
        };
    }

    /** The secrets that are stored stay. */
    private ValidatableResponse assume(String connection, String roleArn) {
        Map<String, Object> body = new HashMap<>();
        body.put(
                "vendor",
                Map.of("trtc", "tencent-trtc", "ccc", "tencent-ccc", "ali", "alibaba-rtc")
                        .get(connection));
        if (connection.equals("trtc")) {
            body.put("region", "ap-singapore");
        }
        body.put("endpoint", "sandbox");
        body.put("settings", settings(tenant, connection));
        body.put("credentials", Map.of("roleArn", roleArn));
        return tenant.request().body(body).put("/v1/connections/" + connection).then();
    }

    private ValidatableResponse verified(String connection) {
        return tenant.request()
                .post("/v1/connections/" + connection + "/verify")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse started(String connection) {
        return tenant.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "agent",
                        LiveTenant.agent(connection),
                        "channel",
                        LiveTenant.channel(connection, connection.equals("ccc") ? "0019" : "-short"),
                        "connection",
                        connection))
                .post("/v1/sessions")
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trtc", "ccc", "ali"})
    void aRolesKeySignsTheCalls(String connection) {
        assume(connection, role(connection, "agents")).statusCode(200);

        verified(connection).body(has("state", equalTo("healthy")));
        String session = started(connection).statusCode(201).extract().path("id");
        assertThat(session).startsWith("ses_");
        tenant.awaitStatus(session, "ended");
    }

    @ParameterizedTest
    @CsvSource({
        "trtc, agents-not-trusted, UnauthorizedOperation",
        "trtc, agents-unknown-role, ResourceNotFound.RoleNotFound",
        "ccc, agents-not-trusted, UnauthorizedOperation",
        "ali, agents-not-trusted, NoPermission",
        "ali, agents-unknown-role, EntityNotExist.Role"
    })
    void aRoleThatCannotBeAssumedIsSaidAtItsField(String connection, String name, String code) {
        assume(connection, role(connection, name)).statusCode(200);

        verified(connection)
                .body(has("state", equalTo("wrongKey")))
                .body(has("pointer", equalTo("/credentials/roleArn")))
                .body(has("detail", containsString("assume")))
                .body(has("vendorError.code", equalTo(code)));
        started(connection)
                .statusCode(424)
                .body(has("code", equalTo("CREDENTIAL_REJECTED")))
                .body(has("vendorError.code", equalTo(code)));
    }

    @ParameterizedTest
    @CsvSource({"trtc, agents", "trtc, acs:ram::1:role/agents", "ali, qcs::cam::uin/1:roleName/agents"})
    void whatIsNoRoleIsRefused(String connection, String roleArn) {
        assume(connection, roleArn).statusCode(422).body(has("errors[0].pointer", equalTo("/credentials/roleArn")));
    }
}
