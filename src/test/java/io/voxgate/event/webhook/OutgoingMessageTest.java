package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.voxgate.contract.ContractFile;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.event.webhook.ClaimedDelivery.DeliveryPayload;
import io.voxgate.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent is what the contract says of it. */
class OutgoingMessageTest {
    private static final OpenAPI CONTRACT =
            new OpenAPIV3Parser().readContents(ContractFile.read()).getOpenAPI();
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00.123Z");

    private static List<String> faults(String body) {
        JsonNode message = Json.parse(body).orElseThrow();
        return new SchemaValidator(CONTRACT, new MessageResolver())
                        .validate(
                                () -> message,
                                CONTRACT.getComponents().getSchemas().get("WebhookMessage"),
                                "webhook")
                        .getMessages()
                        .stream()
                        .map(ValidationReport.Message::getMessage)
                        .toList();
    }

    private static String event(String type) {
        EventRow row =
                new EventRow("evt_1", "ses_1", 1, type, AT, AT.plusMillis(5), "tencent-trtc", Json.object(), "p", true);
        return OutgoingMessage.of("evt_1", new DeliveryPayload.Event(row)).body();
    }

    private static String notice(String type, String reason) {
        return OutgoingMessage.of(
                        "evt_2",
                        new DeliveryPayload.Notice(
                                type,
                                AT,
                                reason.isEmpty()
                                        ? Json.object().put("webhook", "crm")
                                        : Json.object().put("webhook", "crm").put("reason", reason)))
                .body();
    }

    static Stream<String> events() {
        return EventTypes.KNOWN.stream().filter(type -> !type.equals(EventTypes.DISABLED));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsOne(String type) {
        assertThat(faults(event(type))).isEmpty();
    }

    @Test
    void noticesAreNotices() {
        assertThat(faults(notice(EventTypes.DISABLED, "failing"))).isEmpty();
        assertThat(faults(notice(EventTypes.TEST, ""))).isEmpty();
    }

    @Test
    void dataOfTheOtherKindAreFound() {
        String event = event("session.ended");

        assertThat(faults(event.replaceFirst("session.ended", EventTypes.TEST))).isNotEmpty();
        assertThat(faults(notice("session.ended", "failing"))).isNotEmpty();
        assertThat(faults(event.replace("\"sessionId\"", "\"session\""))).isNotEmpty();
    }
}
