package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts whose answer never came: found out about, never repeated blindly. */
@ServiceTest
class SessionUnknownServiceTest {

    @ParameterizedTest
    @CsvSource({"trtc, -reset-after", "ccc, 0009", "ali, -reset-after", "trtc, -broken-json", "ccc, 0011", "ali, -internal-error"})
    void whatTheVendorDidStartIsAdopted(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        Response answer = tenant.start(connection, LiveTenant.channel(connection, plot)).post("/v1/sessions");
        answer.then().log().ifValidationFails().statusCode(202).body("status", equalTo("unknown"));
        String id = answer.path("id");
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(() -> List.of("active", "ended").contains(tenant.status(id)));
        tenant.get(id).body("vendorSessionId", notNullValue());
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        tenant.awaitStatus(id, "ended");
    }

    @ParameterizedTest
    @CsvSource({"trtc, -reset-before", "ali, -reset-before"})
    void whatTheVendorNeverHeardOfIsLost(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        Response answer = tenant.start(connection, LiveTenant.channel(connection, plot)).post("/v1/sessions");
        answer.then().statusCode(202).body("status", equalTo("unknown"));
        tenant.awaitStatus(answer.path("id"), "failed").body("endReason", equalTo("lost")).body("endedBy", equalTo("system"));
    }

    @ParameterizedTest
    @CsvSource({"trtc, -reset-after", "ccc, 0009"})
    void aStopOfAnUnknownSessionIsDoneOnceItIsFound(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.start(connection, LiveTenant.channel(connection, plot)).post("/v1/sessions").then().statusCode(202).extract().path("id");
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        tenant.awaitStatus(id, "ended");
        assertThat(tenant.get(id).extract().<String>path("endedBy")).isEqualTo("operator");
    }
}
