package io.voxgate.fuzz;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.testkit.Reply;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What is wrong with the answer to a wrong request. */
final class ResponseOracle {
    /** How well an answer pointed at what was wrong. */
    enum Aim {
        EXACT,
        ANCESTOR,
        BELOW
    }

    private static final Pattern INSIDES =
            Pattern.compile("(com\\.fasterxml|java\\.(lang|util|io|sql)|io\\.(quarkus|vertx|voxgate)|org\\.(postgresql|"
                    + "jboss|hibernate))\\.|Exception|\\tat ");
    /** The simulated vendor behind a request that was right after all may refuse, or be asked too often. */
    private static final Set<String> OF_THE_VENDOR = Set.of("VENDOR_UNAVAILABLE", "VENDOR_THROTTLED");

    /** What is wrong with a body stands somewhere in it. */
    private static final Set<String> POINTED = Set.of(
            "MALFORMED_BODY",
            "INVALID_REQUEST",
            "INLINE_SECRET",
            "VARIABLE_INVALID",
            "TRANSLATION_LOSSY",
            "TRANSLATION_REJECTED");

    /** Reading the contract takes long, and all runs read the same. */
    private static final Map<String, OpenApiInteractionValidator> READ = new ConcurrentHashMap<>();

    private final OpenApiInteractionValidator contract;
    private final Map<Aim, Integer> aims = new EnumMap<>(Aim.class);

    ResponseOracle(String contract) {
        this.contract = READ.computeIfAbsent(
                contract,
                text -> OpenApiInteractionValidator.createForInlineApiSpecification(text)
                        .build());
    }

    Map<Aim, Integer> aims() {
        return aims;
    }

    /** A sentence when something is wrong. */
    Optional<String> fault(FuzzCase wrong, Reply reply) {
        JsonNode problem = reply.json();
        String code = problem.path("code").asText();
        if (reply.status() >= 500 && !(wrong.expected().isEmpty() && OF_THE_VENDOR.contains(code))) {
            return Optional.of("the service broke");
        }
        if (wrong.mustBeRefused() && !wrong.expected().contains(reply.status())) {
            return Optional.of("it has to be " + wrong.expected());
        }
        if (reply.status() < 400) {
            return undocumented(wrong, reply);
        }
        if (!reply.header("content-type").orElse("").startsWith("application/problem+json")
                || !problem.path("status").isInt()
                || problem.get("status").asInt() != reply.status()) {
            return Optional.of("it is no problem document of this status");
        }
        if (INSIDES.matcher(problem.path("detail").asText() + problem.path("errors"))
                .find()) {
            return Optional.of("it tells how the service is built");
        }
        return pointer(wrong, problem).or(() -> undocumented(wrong, reply));
    }

    private Optional<String> pointer(FuzzCase wrong, JsonNode problem) {
        List<String> pointers = problem.path("errors")
                .valueStream()
                .map(fault -> fault.path("pointer").asText())
                .toList();
        if (POINTED.contains(problem.path("code").asText()) && pointers.isEmpty()) {
            return Optional.of("it points nowhere");
        }
        if (wrong.pointer().isEmpty()) {
            return Optional.empty();
        }
        String at = wrong.pointer().get();
        if (!wrong.notAt().isEmpty()) {
            return problem.path("errors")
                            .valueStream()
                            .anyMatch(fault -> fault.path("pointer").asText().equals(at)
                                    && wrong.notAt().contains(fault.path("code").asText()))
                    ? Optional.of("it is within its limit")
                    : Optional.empty();
        }
        Optional<Aim> aim = aim(at, pointers);
        aim.ifPresent(found -> aims.merge(found, 1, Integer::sum));
        return aim.isPresent() ? Optional.empty() : Optional.of("it has to point at " + at);
    }

    private static Optional<Aim> aim(String at, List<String> pointers) {
        if (pointers.contains(at)) {
            return Optional.of(Aim.EXACT);
        }
        if (pointers.stream().anyMatch(pointer -> pointer.startsWith(at + "/"))) {
            return Optional.of(Aim.BELOW);
        }
        return pointers.stream().anyMatch(pointer -> at.startsWith(pointer + "/"))
                ? Optional.of(Aim.ANCESTOR)
                : Optional.empty();
    }

    private Optional<String> undocumented(FuzzCase wrong, Reply reply) {
        SimpleResponse.Builder answer =
                SimpleResponse.Builder.status(reply.status()).withBody(reply.body());
        reply.headers().forEach((name, values) -> answer.withHeader(name, values));
        ValidationReport report = contract.validateResponse(
                path(wrong), Request.Method.valueOf(wrong.call().method()), answer.build());
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .findFirst()
                .map(message -> "the contract does not know this answer: " + message.getMessage());
    }

    private static String path(FuzzCase wrong) {
        return wrong.operation().path().replaceAll("\\{n}", "1").replaceAll("\\{[^}]+}", "x1");
    }
}
