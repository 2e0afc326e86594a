package io.voxgate.api.openapi;

import io.voxgate.api.http.RateLimitHeaders;
import io.voxgate.api.http.RequestIds;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The headers of every answer. */
final class ContractHeaders {
    private ContractHeaders() {}

    static void complete(Operation operation) {
        boolean stored = Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .map(Parameter::getName)
                .anyMatch("If-None-Match"::equals);
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() == null) {
                complete(status, response);
            }
            if (stored && (status.equals("200") || status.equals("201") || status.equals("304"))) {
                response.addHeader("ETag", header("The version of what is stored."));
            }
        });
    }

    static void complete(String status, APIResponse response) {
        response.addHeader(RequestIds.HEADER, header("The request's id: yours, or one of ours."));
        special(status, response);
    }

    private static void special(String status, APIResponse response) {
        switch (status) {
            case "401" -> response.addHeader("WWW-Authenticate", header("Bearer"));
            case "405" -> response.addHeader("Allow", header("The methods that the path takes."));
            case "429" -> {
                response.addHeader("Retry-After", header("Seconds to wait."));
                response.addHeader(
                        RateLimitHeaders.POLICY,
                        header(
                                "The limit of the vendor account: q calls in w seconds. Absent when another limit is meant."));
                response.addHeader(
                        RateLimitHeaders.STATE, header("What is left of it: r calls; t seconds until there is room."));
            }
            case "503" -> response.addHeader("Retry-After", header("Seconds to wait."));
            default -> {}
        }
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
