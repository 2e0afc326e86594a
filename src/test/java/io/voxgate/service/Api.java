package io.voxgate.service;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Where every request of a service test begins: JSON. */
public final class Api {
    private Api() {}

    /** A request without a key. */
    public static RequestSpecification request() {
        return given().contentType("application/json");
    }
}
