package io.voxgate.service;

import io.restassured.specification.RequestSpecification;
import io.voxgate.testkit.JsonAnswer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant of one test, with a key for each role that the test asks for. */
public record TestTenant(String id) {
    /** A new, empty tenant. */
    public static TestTenant create() {
        return create("t-" + UUID.randomUUID().toString().substring(0, 13));
    }

    /** A new, empty tenant with this id. */
    public static TestTenant create(String id) {
        operator()
                .body(Map.of("id", id, "name", "Tenant of a test"))
                .post("/v1/tenants")
                .then()
                .statusCode(201);
        return new TestTenant(id);
    }

    /** A request of the operator. */
    public static RequestSpecification operator() {
        return Api.request().header("Authorization", "Bearer " + PostgresResource.OPERATOR_KEY);
    }

    /** A new key with one role. */
    public String key(String role) {
        return operator()
                .body(Map.of("name", "key of a test", "roles", List.of(role)))
                .post("/v1/tenants/{id}/keys", id)
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("key");
    }

    /** A request by a new key with one role. */
    public RequestSpecification as(String role) {
        return Api.request().header("Authorization", "Bearer " + key(role));
    }

    /** A request by an administrator of this tenant. */
    public RequestSpecification admin() {
        return as("admin");
    }
}
