package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query may ask for at once: each limit is named by the problem, and what is below it is answered. */
@ServiceTest
class QueryLimitsServiceTest {
    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    private static void refused(ValidatableResponse answer, String limit, int max) {
        answer.statusCode(400)
                .body(has("code", equalTo("INVALID_PARAMETER")))
                .body(has("limit.name", equalTo(limit)))
                .body(has("limit.max", equalTo(max)));
    }

    private RequestSpecification metadata(int filters) {
        RequestSpecification request = tenant.admin();
        for (int i = 0; i < filters; i++) {
            request.queryParam("metadata.key" + i, "value");
        }
        return request;
    }

    @Test
    void metadataFiltersAreCounted() {
        metadata(5).get("/v1/sessions").then().statusCode(200).body("items", hasSize(0));
        refused(metadata(6).get("/v1/sessions").then(), "metadataFilters", 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sessions",
                "/v1/audit",
                "/v1/events",
                "/v1/templates",
                "/v1/connections",
                "/v1/credentials",
                "/v1/webhooks",
                "/v1/usage"
            })
    void everyQueryIsBounded(String path) {
        refused(tenant.admin().queryParam("actor", "x".repeat(1001)).get(path).then(), "queryValueLength", 1000);
        RequestSpecification many = tenant.admin();
        for (int i = 0; i < 21; i++) {
            many.queryParam("status", "ended");
        }
        refused(many.get(path).then(), "queryParameters", 20);
        RequestSpecification longQuery = tenant.admin();
        for (int i = 0; i < 9; i++) {
            longQuery.queryParam("q" + i, "x".repeat(1000));
        }
        refused(longQuery.get(path).then(), "queryBytes", 8192);
    }
}
