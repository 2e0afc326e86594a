package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.voxgate.canary.TraceLog;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connections without a key: the service proves to the simulated Security Token Services what it is, with the token
 * that a cluster gave it, and gets the keys of the roles that its operator has granted their tenant.
 */
@ServiceTest
class LentIdentityServiceTest {
    private static final Map<String, String> VENDORS =
            Map.of("trtc", "tencent-trtc", "ccc", "tencent-ccc", "ali", "alibaba-rtc");

    @BeforeAll
    static void theTokenIsASecret() {
        TraceLog.secret("token of the workload", TestIdentity.TOKEN);
    }

    private static Map<String, Object> settings(LiveTenant tenant, String connection) {
        return switch (connection) {
            case "trtc" -> Map.of("sdkAppId", tenant.app());
            case "ccc" -> Map.of("sdkAppId", tenant.app() + 1);
            default -> Map.of("appId", "app" + (tenant.app() + 2), "templateId", "tpl-1");
        };
    }

    /** Its key is taken away, and the role stands in its place; the other secrets stay. */
    private static ValidatableResponse withoutKey(LiveTenant tenant, String connection, String role, String endpoint) {
        Map<String, Object> secrets = new HashMap<>();
        secrets.put(connection.equals("ali") ? "accessKeyId" : "secretId", null);
        secrets.put(connection.equals("ali") ? "accessKeySecret" : "secretKey", null);
        secrets.put("roleArn", TestIdentity.role(connection, role));
        Map<String, Object> body = new HashMap<>();
        body.put("vendor", VENDORS.get(connection));
        if (connection.equals("trtc")) {
            body.put("region", "ap-singapore");
        }
        body.put("endpoint", endpoint);
        body.put("settings", settings(tenant, connection));
        body.put("credentials", secrets);
        return tenant.request().body(body).put("/v1/connections/" + connection).then();
    }

    private static ValidatableResponse verified(LiveTenant tenant, String connection) {
        return tenant.request()
                .post("/v1/connections/" + connection + "/verify")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trtc", "ccc", "ali"})
    void aGrantedRoleNeedsNoKey(String connection) {
        LiveTenant tenant = LiveTenant.create(TestTenant.create("t-lent-" + connection));
        withoutKey(tenant, connection, "workload", "sandbox")
                .statusCode(200)
                .body("credentials.keySet()", hasItem("roleArn"))
                .body("credentials.keySet()", not(hasItem("secretId")))
                .body("credentials.keySet()", not(hasItem("accessKeyId")));

        verified(tenant, connection).body(has("state", equalTo("healthy")));
        tenant.awaitStatus(tenant.started(connection, connection.equals("ccc") ? "0019" : "-short"), "ended");

        withoutKey(tenant, connection, "workload-not-trusted", "sandbox").statusCode(200);
        verified(tenant, connection)
                .body(has("state", equalTo("wrongKey")))
                .body(has("pointer", equalTo("/credentials/roleArn")))
                .body(has(
                        "vendorError.code",
                        equalTo(connection.equals("ali") ? "NoPermission" : "UnauthorizedOperation")));

        withoutKey(tenant, connection, "somebody-elses", "sandbox")
                .statusCode(422)
                .body("errors.code", hasItem("ROLE_NOT_GRANTED"));
        withoutKey(tenant, connection, "workload", "https://relay.example.com")
                .statusCode(422)
                .body("errors.pointer", hasItem("/endpoint"));
    }

    /** Nobody but the tenants of the grants may use what the installation is. */
    @ParameterizedTest
    @CsvSource({"trtc, secretId, secretKey", "ccc, secretId, secretKey", "ali, accessKeyId, accessKeySecret"})
    void anotherTenantNeedsItsKey(String connection, String keyId, String keySecret) {
        withoutKey(LiveTenant.create(), connection, "workload", "sandbox")
                .statusCode(422)
                .body("errors.pointer", hasItem("/credentials/" + keyId))
                .body("errors.pointer", hasItem("/credentials/" + keySecret))
                .body("errors.pointer", hasItem("/credentials/roleArn"))
                .body("errors.code", hasItem("ROLE_NOT_GRANTED"));
    }

    @Test
    void halfAKeyIsNoKey() {
        LiveTenant tenant = LiveTenant.create();
        Map<String, Object> secrets = new HashMap<>();
        secrets.put("secretKey", null);
        secrets.put("roleArn", TestIdentity.role("trtc", "workload"));
        tenant.request()
                .body(Map.of(
                        "vendor", "tencent-trtc",
                        "region", "ap-singapore",
                        "endpoint", "sandbox",
                        "settings", settings(tenant, "trtc"),
                        "credentials", secrets))
                .put("/v1/connections/trtc")
                .then()
                .statusCode(422)
                .body(has("errors[0].pointer", equalTo("/credentials/secretKey")))
                .body(has("errors[0].detail", containsString("required")));
    }
}
