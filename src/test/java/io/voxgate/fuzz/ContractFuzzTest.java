package io.voxgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.service.ServiceTest;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.TenantFixtures;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bad input never breaks the service, never is taken, and is told where it is wrong. {@code -Dfuzz.seed} replays,
 * {@code -Dfuzz.cases} makes it longer, {@code -Dfuzz.operations} keeps to some operations, {@code -Dfuzz.case} with
 * the seed replays one case, as each fault says.
 */
@Tag("long")
@ServiceTest
class ContractFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 600);
    private static final Set<String> OPERATIONS = Arrays.stream(
                    System.getProperty("fuzz.operations", "").split(","))
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toSet());
    private static final String CASE = System.getProperty("fuzz.case", "");
    private static final String PROBLEM = """
            {"type":"https://voxgate.io/problems/invalid-request","title":"Invalid \
            request","status":422,"detail":"/x: It is wrong.","instance":"/v1/x",
             "code":"INVALID_REQUEST","requestId":"r","retryable":false,"errors":[{"pointer":"%s","code":"WRONG_TYPE","detail":"%s"}]}""";

    private static PopulatedTenant tenant(Gateway gateway) {
        return new TenantFixtures(gateway, Operations.served(gateway)).tenant("fuzz", 1);
    }

    private static FuzzRun fuzz(Gateway gateway, PopulatedTenant tenant, long seed, UnaryOperator<Reply> wrapped) {
        return new FuzzRun(
                gateway,
                gateway.send(Call.of("GET", "/openapi.yaml").header("Accept", "application/yaml"))
                        .body(),
                tenant,
                seed,
                wrapped);
    }

    @Test
    void badInputIsRefusedAndNothingElse() throws SQLException {
        long seed = Long.getLong("fuzz.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        try (Gateway gateway = Gateway.underTest()) {
            FuzzRun fuzz = fuzz(gateway, tenant(gateway), seed, reply -> reply);
            List<String> faults = CASE.isEmpty() ? fuzz.run(CASES, OPERATIONS) : fuzz.replay(CASE);
            System.out.println("Contract fuzz: " + fuzz.summary());
            assertThat(faults).as("replay with -Dfuzz.seed=%d", seed).isEmpty();
        }
    }

    /** Each kind of mistake that a service can make is seen. */
    @Test
    void aDefectIsFound() throws SQLException {
        Map<String, List<Reply>> defects = Map.of(
                "the service broke", List.of(problem(500, PROBLEM.formatted("", "x"))),
                "it has to be [422]",
                        List.of(
                                new Reply(201, json("application/json"), "{}"),
                                problem(409, PROBLEM.formatted("", "x"))),
                "it is no problem document",
                        List.of(
                                new Reply(422, json("application/json"), PROBLEM.formatted("/x", "x")),
                                new Reply(422, json("text/plain"), "no"),
                                problem(422, "{}")),
                "it has to point at", List.of(problem(422, PROBLEM.formatted("/somewhere/else", "x"))),
                "it points nowhere",
                        List.of(problem(
                                422, PROBLEM.formatted("", "x").replaceFirst("\"errors\":.*]", "\"errors\":[]"))),
                "it tells how the service is built",
                        List.of(problem(422, PROBLEM.formatted("/x", "java.lang.IllegalStateException"))),
                "the contract does not know this answer",
                        List.of(problem(422, PROBLEM.formatted("", "x").replace("INVALID_REQUEST", "NO_SUCH_CODE"))));
        try (Gateway gateway = Gateway.underTest()) {
            PopulatedTenant tenant = tenant(gateway);
            defects.forEach((sentence, replies) -> replies.forEach(reply -> assertThat(
                            fuzz(gateway, tenant, 1, honest -> honest.status() == 422 ? reply : honest)
                                    .run(60, Set.of("createKey")))
                    .as("%s", reply)
                    .anyMatch(fault -> fault.contains(sentence))));
        }
    }

    /** Each fault says how to see it again, and there it is, alone. */
    @Test
    void oneCaseIsReplayed() throws SQLException {
        UnaryOperator<Reply> broken =
                honest -> honest.status() == 422 ? problem(500, PROBLEM.formatted("", "x")) : honest;
        try (Gateway gateway = Gateway.underTest()) {
            PopulatedTenant tenant = tenant(gateway);
            String fault = fuzz(gateway, tenant, 7, broken)
                    .run(40, Set.of("createKey"))
                    .getLast();
            assertThat(fault).contains("-Dfuzz.seed=7 -Dfuzz.case=createKey:");
            String place = fault.substring(fault.lastIndexOf('=') + 1);

            assertThat(fuzz(gateway, tenant, 7, broken).replay(place))
                    .singleElement()
                    .asString()
                    .startsWith(fault.substring(0, fault.indexOf('\n')))
                    .endsWith(place);
        }
    }

    /** What is stored though it was refused is seen: the answer says no, the table says yes. */
    @Test
    void somethingStoredIsFound() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            UnaryOperator<Reply> liar = honest -> honest.status() == 201 || honest.status() == 200
                    ? problem(422, PROBLEM.formatted("", "x"))
                    : honest;
            assertThat(fuzz(gateway, tenant(gateway), 1, liar).run(150, Set.of("createKey")))
                    .anyMatch(fault -> fault.contains("something was stored in [api_key"));
        }
    }

    private static Reply problem(int status, String body) {
        return new Reply(status, json("application/problem+json"), body);
    }

    private static Map<String, List<String>> json(String type) {
        return Map.of("content-type", List.of(type), "x-request-id", List.of("r"));
    }
}
