package io.voxgate.service;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.canary.OutputCapture;
import java.util.List;

/** Signs in to the portal as a browser does. */
final class PortalSignIn {
    static final String COOKIE = "voxgate-session";

    private static final OutputCapture EARS = new OutputCapture();

    private PortalSignIn() {}

    /** A request that a page of the service makes. */
    static RequestSpecification page() {
        return given().filter(EARS)
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", origin());
    }

    /** Where the service of the tests is. */
    static String origin() {
        return "http://localhost:" + RestAssured.port;
    }

    static Response withKey(String key) {
        return page().header("Authorization", "Bearer " + key).post("/portal/session");
    }

    /** The cookie of who signs in with this key. */
    static String cookie(String key) {
        Response answer = withKey(key);
        answer.then().statusCode(204);
        return answer.cookie(COOKIE);
    }

    /** A request to the API that a page makes with this cookie, held against the contract. */
    static RequestSpecification api(String cookie) {
        return Api.request().cookie(COOKIE, cookie).header("Sec-Fetch-Site", "same-origin");
    }

    /** The lines with which an answer sets cookies. */
    static List<String> lines(Response answer) {
        return answer.headers().getValues("Set-Cookie");
    }
}
