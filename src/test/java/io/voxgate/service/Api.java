package io.voxgate.service;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.ObjectMapperConfig.objectMapperConfig;
import static io.restassured.config.RestAssuredConfig.config;

import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.voxgate.canary.OutputCapture;
import io.voxgate.contract.ContractFilter;
import io.voxgate.testkit.JsonAnswer;

/** Where every request of a service test begins: JSON, held against the contract. */
public final class Api {
    private static final ContractFilter CONTRACT = new ContractFilter();
    private static final OutputCapture EARS = new OutputCapture();

    /** Without a mapper of ours, RestAssured would make a new one for each body that it writes or reads. */
    private static final RestAssuredConfig CONFIG = config().objectMapperConfig(
                    objectMapperConfig().jackson2ObjectMapperFactory((_, _) -> JsonAnswer.MAPPER))
            .encoderConfig(encoderConfig()
                    .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                    .encodeContentTypeAs("text/yaml", ContentType.TEXT)
                    .encodeContentTypeAs("application/x-yaml", ContentType.TEXT)
                    .encodeContentTypeAs("application/merge-patch+json", ContentType.JSON));

    private Api() {}

    /** A request without a key. */
    public static RequestSpecification request() {
        return given().filter(CONTRACT).filter(EARS).config(CONFIG).contentType("application/json");
    }
}
