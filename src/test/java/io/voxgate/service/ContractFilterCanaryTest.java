package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The traffic of a service test that is not as the contract says fails the test: shown with a service that answers what
 * ours must not, asked in the same way as ours.
 */
class ContractFilterCanaryTest {
    private static final String TENANT = """
            {"id":"a","name":"A","createdAt":"2026-11-21T08:00:00Z","updatedAt":"2026-11-21T08:00:00Z",\
            "retention":{"eventDays":90,"transcriptDays":30,"deliveryDays":30,"sessionDays":400}%s}""";
    private static final String BROKEN = "does not keep to the contract";

    private static final AtomicInteger STATUS = new AtomicInteger(200);
    private static volatile String body = "";
    private static volatile String type = "application/json";
    private static HttpServer server;

    @BeforeAll
    static void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.getResponseHeaders().set("X-Request-Id", "r");
                exchange.sendResponseHeaders(STATUS.get(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop(0);
    }

    private static void answers(int status, String mediaType, String text) {
        STATUS.set(status);
        type = mediaType;
        body = text;
    }

    private static RequestSpecification request() {
        return Api.request()
                .baseUri("http://127.0.0.1")
                .port(server.getAddress().getPort())
                .header("Authorization", "Bearer k");
    }

    private static Response read() {
        return request().get("/v1/tenants/{id}", "a");
    }

    private static void fails(ThrowingCallable exchange) {
        assertThatThrownBy(exchange).isInstanceOf(AssertionError.class).hasMessageContaining(BROKEN);
    }

    @Test
    void whatKeepsToTheContractPasses() {
        answers(200, "application/json", TENANT.formatted(""));

        assertThat(read().statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerWithAMemberTooManyFails() {
        answers(200, "application/json", TENANT.formatted(",\"secret\":1"));

        fails(ContractFilterCanaryTest::read);
    }

    @Test
    void anAnswerWithoutAMemberFails() {
        answers(200, "application/json", "{\"id\":\"a\"}");

        fails(ContractFilterCanaryTest::read);
    }

    @Test
    void aStatusAndAnOperationThatAreUnknownFail() {
        answers(418, "application/json", "{}");
        fails(ContractFilterCanaryTest::read);

        answers(200, "application/json", "{}");
        fails(() -> request().get("/v1/nothing"));
    }

    @Test
    void aProblemWithoutItsCodeFails() {
        answers(404, "application/problem+json", "{\"status\":404}");

        fails(ContractFilterCanaryTest::read);
    }

    @Test
    void aWrongRequestThatIsAcceptedFails() {
        answers(201, "application/json", TENANT.formatted(""));

        fails(() -> request()
                .body("{\"id\":\"a\",\"name\":\"A\",\"colour\":\"red\"}")
                .post("/v1/tenants"));
        assertThat(request()
                        .body("{\"id\":\"a\",\"name\":\"A\"}")
                        .post("/v1/tenants")
                        .statusCode())
                .isEqualTo(201);
    }
}
