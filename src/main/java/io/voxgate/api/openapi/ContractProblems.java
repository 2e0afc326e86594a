package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.ProblemResponses;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.ProblemCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Which problems an operation can answer: those that follow from its shape, and its own. */
final class ContractProblems {
    private static final String REF = "#/components/schemas/";
    private static final String RESPONSES = "#/components/responses/";

    /** From here on it is not the operation that a problem is about: the caller is too fast, or the service fails. */
    private static final int NOT_OF_THE_OPERATION = 429;

    private final ContractDefaults defaults;
    private final Map<String, APIResponse> answers = new TreeMap<>();

    ContractProblems(ContractDefaults defaults) {
        this.defaults = defaults;
    }

    /** The schema that every problem answer refers to. */
    void complete(Components components) {
        Schema code = OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .description("What programs test; the catalogue is in the description of this API.");
        Arrays.stream(ProblemCode.values()).forEach(value -> code.addEnumeration(value.name()));
        Schema problem = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("Why a request ended (RFC 9457). Further members may stand beside these.")
                .addProperty("type", text("URI of the code's page.").format("uri"))
                .addProperty("title", text("The same for every problem with this code."))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What happened this time, and what to do."))
                .addProperty("instance", text("The path of the request."))
                .addProperty("code", code)
                .addProperty("requestId", text("Finds the request in the log."))
                .addProperty(
                        "retryable",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.BOOLEAN)
                                .description("Nothing was done; the same request may be sent again."))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref(REF + "Fault"))
                                .description(
                                        "Each thing that is wrong, with a JSON Pointer into the request; of more than "
                                                + Limit.FAULTS.max() + " the first, and limit says so."))
                .addProperty("sessionId", text("The stored session, when a start was refused by the vendor."))
                .addProperty(
                        "limit",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .description(
                                        "The limit that the request was over; the table in the description of this API lists all of them.")
                                .addProperty("name", text("Which limit."))
                                .addProperty(
                                        "max",
                                        OASFactory.createSchema()
                                                .addType(Schema.SchemaType.INTEGER)
                                                .format("int64")
                                                .description("The most that is allowed."))
                                .addProperty("unit", text("What max counts.")))
                .addProperty("rule", text("With NOT_ALLOWED_NOW: what forbids the call, as in CallingRule."))
                .addProperty("policy", text("With NOT_ALLOWED_NOW: the calling policy that forbids it."))
                .addProperty(
                        "nextAllowedAt",
                        text("With NOT_ALLOWED_NOW: from when the same call is allowed, as things are. Absent: time "
                                        + "alone does not help.")
                                .format("date-time"))
                .addProperty(
                        "quota",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .description("The quota of the tenant that the request was over; the operator sets it.")
                                .addProperty("name", text("Which quota."))
                                .addProperty(
                                        "max",
                                        OASFactory.createSchema()
                                                .addType(Schema.SchemaType.INTEGER)
                                                .format("int64")
                                                .description("The most that is allowed.")))
                .addProperty("vendorError", OASFactory.createSchema().ref(REF + "VendorError"))
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true))
                .required(List.of("type", "title", "status", "detail", "instance", "code", "requestId", "retryable"));
        components.addSchema("Problem", problem);
    }

    void complete(String path, Operation operation, boolean anonymous, List<ProblemCode> own) {
        Map<Integer, Set<ProblemCode>> byStatus = new TreeMap<>();
        codes(path, operation, anonymous, own)
                .forEach(code -> byStatus.computeIfAbsent(code.status(), _ -> new TreeSet<>())
                        .add(code));
        String instance = ContractParameters.example(path, operation);
        byStatus.forEach((status, codes) -> {
            if (!operation.getResponses().hasAPIResponse(Integer.toString(status))) {
                boolean ofTheOperation =
                        status < NOT_OF_THE_OPERATION && own.stream().anyMatch(codes::contains);
                operation
                        .getResponses()
                        .addAPIResponse(
                                Integer.toString(status),
                                ofTheOperation ? answer(status, codes, instance) : shared(status, codes));
            }
        });
    }

    /** The same answer of many operations. */
    private APIResponse shared(int status, Set<ProblemCode> codes) {
        String name = name(codes);
        answers.computeIfAbsent(name, _ -> answer(status, codes, "/v1/sessions"));
        return OASFactory.createAPIResponse().ref(RESPONSES + name);
    }

    private static Set<ProblemCode> codes(String path, Operation operation, boolean anonymous, List<ProblemCode> own) {
        Set<ProblemCode> codes = new TreeSet<>(own);
        codes.add(ProblemCode.INVALID_PARAMETER);
        codes.add(ProblemCode.NOT_ACCEPTABLE);
        codes.add(ProblemCode.INTERNAL_ERROR);
        codes.add(ProblemCode.UNAVAILABLE);
        codes.add(ProblemCode.RATE_LIMITED);
        if (!anonymous) {
            codes.add(ProblemCode.UNAUTHENTICATED);
            codes.add(ProblemCode.FORBIDDEN);
        }
        List<Parameter> parameters =
                Optional.ofNullable(operation.getParameters()).orElse(List.of());
        if (path.contains("{")) {
            codes.add(ProblemCode.NOT_FOUND);
        }
        if (parameters.stream().map(Parameter::getName).anyMatch("If-Match"::equals)) {
            codes.add(ProblemCode.PRECONDITION_FAILED);
        }
        if (operation.getRequestBody() != null) {
            codes.addAll(List.of(
                    ProblemCode.MALFORMED_BODY,
                    ProblemCode.BODY_TOO_LARGE,
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    ProblemCode.INVALID_REQUEST));
        }
        return codes;
    }

    /** Every problem answer that some operation has. */
    Map<String, APIResponse> answers() {
        return answers;
    }

    private static String name(Set<ProblemCode> codes) {
        return codes.stream()
                .map(code -> Arrays.stream(code.name().split("_"))
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("Or"));
    }

    private APIResponse answer(int status, Set<ProblemCode> codes, String instance) {
        MediaType problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(REF + "Problem"));
        codes.forEach(code -> problem.addExample(
                code.name(), OASFactory.createExample().summary(code.title()).value(example(code, instance))));
        APIResponse answer = OASFactory.createAPIResponse()
                .description(codes.stream()
                        .map(code -> code.name() + ": " + code.title() + ".")
                        .collect(Collectors.joining(" "))
                        .replace("?.", "?"))
                .content(OASFactory.createContent().addMediaType(MediaTypes.PROBLEM, problem));
        ContractHeaders.complete(Integer.toString(status), answer);
        return answer;
    }

    private Map<String, Object> example(ProblemCode code, String instance) {
        JsonNode words = defaults.problem(code);
        Map<String, Object> example = new LinkedHashMap<>();
        example.put(
                "type",
                ProblemResponses.TYPE + code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        example.put("title", code.title());
        example.put("status", code.status());
        example.put("detail", words.get("detail").asText());
        example.put("instance", instance);
        example.put("code", code.name());
        example.put("requestId", "req_06dqxh3y8v5k2m7n9p0q1r2s3t");
        example.put("retryable", words.path("retryable").asBoolean());
        words.properties()
                .forEach(word ->
                        example.putIfAbsent(word.getKey(), Json.MAPPER.convertValue(word.getValue(), Object.class)));
        return example;
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
