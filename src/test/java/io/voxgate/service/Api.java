package io.voxgate.service;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.RestAssuredConfig.config;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.voxgate.canary.OutputCapture;
import io.voxgate.contract.ContractFilter;

/** Where every request of a service test begins: JSON, held against the contract. */
public final class Api {
    private static final ContractFilter CONTRACT = new ContractFilter();
    private static final OutputCapture EARS = new OutputCapture();

    private Api() {}

    /** A request without a key. */
    public static RequestSpecification request() {
        return given().filter(CONTRACT).filter(EARS).config(config().encoderConfig(encoderConfig()
                        .encodeContentTypeAs("application/yaml", ContentType.TEXT).encodeContentTypeAs("text/yaml", ContentType.TEXT)
                        .encodeContentTypeAs("application/x-yaml", ContentType.TEXT)
                        .encodeContentTypeAs("application/merge-patch+json", ContentType.JSON)))
                .contentType("application/json");
    }
}
