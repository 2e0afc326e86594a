package io.voxgate.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.voxgate.testkit.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Event streams against the contract, which the validator takes for plain text: each event must be an item of the same
 * operation's list.
 */
final class ContractStreams {
    private ContractStreams() {}

    static ValidationReport check(OpenApiInteractionValidator validator, String path, String stream) {
        SseParser parser = new SseParser("");
        parser.feed(stream.getBytes(StandardCharsets.UTF_8));
        List<String> items = parser.events().stream()
                .filter(event -> !event.type().equals("reset"))
                .map(SseParser.Event::data)
                .toList();
        return validator.validateResponse(
                path,
                Request.Method.GET,
                SimpleResponse.Builder.ok()
                        .withHeader("X-Request-Id", "r")
                        .withContentType("application/json")
                        .withBody("{\"items\":[" + String.join(",", items) + "]}")
                        .build());
    }
}
