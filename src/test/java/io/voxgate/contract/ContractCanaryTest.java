package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import org.junit.jupiter.api.Test;

/** The checker that every service test relies on can fail. */
class ContractCanaryTest {
    private static final String TENANT =
            "{\"id\":\"a\",\"name\":\"A\",\"createdAt\":\"2026-11-21T08:00:00Z\",\"updatedAt\":\"2026-11-21T08:00:00Z\","
                    + "\"retention\":{\"eventDays\":90,\"transcriptDays\":30,\"deliveryDays\":30,\"sessionDays\":400}%s}";
    private static final OpenApiInteractionValidator VALIDATOR = ContractFile.validator();

    private static boolean faulty(SimpleResponse.Builder response) {
        return VALIDATOR
                .validateResponse(
                        "/v1/tenants/a",
                        Request.Method.GET,
                        response.withHeader("X-Request-Id", "r").build())
                .hasErrors();
    }

    @Test
    void documentedAnswerPasses() {
        assertThat(faulty(SimpleResponse.Builder.ok()
                        .withContentType("application/json")
                        .withBody(TENANT.formatted(""))))
                .isFalse();
    }

    @Test
    void undocumentedMemberFails() {
        assertThat(faulty(SimpleResponse.Builder.ok()
                        .withContentType("application/json")
                        .withBody(TENANT.formatted(",\"secret\":1"))))
                .isTrue();
    }

    @Test
    void missingMemberFails() {
        assertThat(faulty(SimpleResponse.Builder.ok()
                        .withContentType("application/json")
                        .withBody("{\"id\":\"a\"}")))
                .isTrue();
    }

    @Test
    void undocumentedStatusFails() {
        assertThat(faulty(SimpleResponse.Builder.status(418)
                        .withContentType("application/json")
                        .withBody("{}")))
                .isTrue();
    }

    @Test
    void problemWithoutCodeFails() {
        assertThat(faulty(SimpleResponse.Builder.status(404)
                        .withContentType("application/problem+json")
                        .withBody("{\"status\":404}")))
                .isTrue();
    }

    @Test
    void aWrongEventInAStreamFails() {
        String right = "{\"id\":\"evt_1\",\"sessionId\":\"ses_1\",\"sequence\":1,\"type\":\"session.ended\","
                + "\"occurredAt\":\"2026-11-21T08:00:00Z\",\"receivedAt\":\"2026-11-21T08:00:00Z\","
                + "\"vendor\":\"toy\",\"data\":{}}";
        String wrong = right.replace("\"sequence\":1", "\"sequence\":\"1\"");

        assertThat(ContractStreams.check(
                                VALIDATOR,
                                "/v1/events",
                                "retry: 2000\nid: a\n\nid: b\nevent: session.ended\ndata: " + right + "\n\n")
                        .hasErrors())
                .isFalse();
        assertThat(ContractStreams.check(
                                VALIDATOR,
                                "/v1/events",
                                "id: b\nevent: session.ended\ndata: " + right
                                        + "\n\nid: c\nevent: session.ended\ndata: " + wrong + "\n\n")
                        .hasErrors())
                .isTrue();
    }

    @Test
    void wrongRequestFails() {
        Request request = SimpleRequest.Builder.post("/v1/tenants")
                .withHeader("Authorization", "Bearer k")
                .withContentType("application/json")
                .withBody("{\"id\":5}")
                .build();
        assertThat(VALIDATOR.validateRequest(request).hasErrors()).isTrue();
    }
}
