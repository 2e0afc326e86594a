package io.voxgate.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.report.JsonValidationReportFormat;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.RestAssuredRequest;
import com.atlassian.oai.validator.restassured.RestAssuredResponse;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Set;

/**
 * Holds every exchange of a service test against the contract: what was accepted must be a documented request, and
 * every answer a documented answer. A request that was refused need not be documented, which is why it was refused.
 */
public final class ContractFilter implements Filter {
    private static final Set<Integer> NO_SUCH_OPERATION = Set.of(404, 405);

    private final OpenApiInteractionValidator validator = ContractFile.validator();

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        ValidationReport report = check(request, answer);
        if (report.hasErrors()) {
            throw new AssertionError(request.getMethod() + " " + request.getURI() + " does not keep to the contract: "
                    + JsonValidationReportFormat.getInstance().apply(report) + "\nAnswer: " + answer.asString());
        }
        return answer;
    }

    private ValidationReport check(FilterableRequestSpecification request, Response answer) {
        if (answer.statusCode() < 400) {
            ValidationReport report =
                    validator.validate(RestAssuredRequest.of(request), RestAssuredResponse.of(answer));
            boolean stream = answer.statusCode() == 200 && answer.contentType().startsWith("text/event-stream");
            return stream
                    ? report.merge(ContractStreams.check(
                            validator, URI.create(request.getURI()).getPath(), answer.asString()))
                    : report;
        }
        String path = URI.create(request.getURI()).getPath();
        ValidationReport report = validator.validateResponse(
                path, Request.Method.valueOf(request.getMethod()), RestAssuredResponse.of(answer));
        boolean unknown = report.getMessages().stream()
                .anyMatch(m -> m.getKey().startsWith("validation.request.path.missing")
                        || m.getKey().startsWith("validation.request.operation"));
        return unknown && NO_SUCH_OPERATION.contains(answer.statusCode()) ? ValidationReport.empty() : report;
    }
}
