package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.contract.ContractOperations;
import io.voxgate.contract.ContractOperations.Operation;
import io.voxgate.security.AccessRules;
import io.voxgate.security.CallerRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of the contract is tried with every role, without a key and with keys that nobody has. */
@ServiceTest
class AccessServiceTest {
    private static final Set<String> EVERYONE = Set.of("admin", "editor", "runner", "viewer");

    /**
     * What is not told by the path and the method: the sentences of the product's page on roles, operation by
     * operation.
     */
    private static final Map<String, Set<String>> SPECIAL = Map.ofEntries(
            Map.entry("getCaller", Set.of("operator", "admin", "editor", "runner", "viewer")),
            Map.entry("listTenants", Set.of("operator")),
            Map.entry("updateTenant", Set.of("operator", "admin")),
            Map.entry("getTenant", Set.of("operator", "admin", "editor", "runner", "viewer")),
            Map.entry("listKeys", Set.of("operator", "admin", "editor", "runner", "viewer")),
            Map.entry("getKey", Set.of("operator", "admin", "editor", "runner", "viewer")),
            Map.entry("createKey", Set.of("operator", "admin")),
            Map.entry("deleteKey", Set.of("operator", "admin")),
            Map.entry("verifyConnection", Set.of("admin", "editor", "runner")),
            Map.entry("verifyCredential", Set.of("admin", "runner")),
            Map.entry("stopStray", Set.of("admin", "runner")),
            Map.entry("translateAgent", EVERYONE),
            Map.entry("importAgent", EVERYONE),
            Map.entry("createStreamToken", EVERYONE),
            Map.entry("listAudit", Set.of("operator", "admin")));

    /**
     * The general rule: everybody of a tenant reads; editors write templates, runners sessions; the rest is the
     * admin's; tenants are the operator's.
     */
    private static Set<String> expected(Operation operation) {
        if (SPECIAL.containsKey(operation.id())) {
            return SPECIAL.get(operation.id());
        }
        if (operation.path().startsWith("/v1/tenants")) {
            return Set.of("operator");
        }
        if (operation.method().equals("GET")) {
            return EVERYONE;
        }
        return operation.path().matches("/v1/(starter-)?templates.*")
                ? Set.of("admin", "editor")
                : operation.path().startsWith("/v1/sessions") ? Set.of("admin", "runner") : Set.of("admin");
    }

    private static List<Operation> guarded() {
        return ContractOperations.all().stream()
                .filter(operation -> operation.path().startsWith("/v1/"))
                .toList();
    }

    @Tag("long")
    @Test
    void everyOperationLetsInExactlyItsRoles() {
        TestTenant tenant = TestTenant.create();
        Map<CallerRole, String> keys = keys(tenant);
        List<String> wrong = new ArrayList<>();
        guarded().forEach(operation -> {
            Set<String> let = keys.entrySet().stream()
                    .filter(key -> admitted(send(operation, tenant, key.getValue()), operation, wrong))
                    .map(key -> key.getKey().word())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!let.equals(expected(operation))) {
                wrong.add(operation + " lets in " + let + " instead of " + expected(operation));
            }
        });

        assertThat(wrong).isEmpty();
        assertThat(guarded()).hasSizeGreaterThan(40);
    }

    @Test
    void nobodyIsLetInWithoutAKeyThatSomebodyHas() {
        TestTenant tenant = TestTenant.create();
        String key = tenant.key("admin");
        List<String> headers = List.of("", "Bearer nonsense", "Basic " + key);
        List<String> wrong = new ArrayList<>();
        guarded()
                .forEach(operation -> headers.forEach(header -> {
                    int status = fill(
                                    operation,
                                    header.isEmpty()
                                            ? Api.request()
                                            : Api.request().header("Authorization", header),
                                    tenant)
                            .statusCode();
                    if (status != 401) {
                        wrong.add(operation + " answers " + status + " to \"" + header.replace(key, "KEY") + "\"");
                    }
                }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyTheKeyItselfIsTheKey() {
        String key = TestTenant.create().key("admin");
        List.of(
                        "Bearer",
                        "Bearer ",
                        key,
                        "Token " + key,
                        "Bearer " + key + "x",
                        "Bearer " + key.substring(0, key.length() - 1) + "!",
                        "Bearer " + key.toUpperCase(Locale.ROOT),
                        "Bearer a.b.c",
                        "Bearer " + key + " " + key,
                        "Bearer " + key + "," + key,
                        "Bearer " + PostgresResource.OPERATOR_KEY + "x")
                .forEach(header -> Api.request()
                        .header("Authorization", header)
                        .get("/v1/templates")
                        .then()
                        .statusCode(401));
        Api.request()
                .header("Authorization", "bearer  " + key)
                .get("/v1/templates")
                .then()
                .statusCode(200);
        RestAssured.given().head("/v1/templates").then().statusCode(401);
        RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .head("/v1/templates")
                .then()
                .statusCode(200);
    }

    @Test
    void theContractSaysWhoMay() {
        assertThat(guarded()).allSatisfy(operation -> {
            List<String> roles = Arrays.stream(CallerRole.values())
                    .filter(AccessRules.roles(operation.id())::contains)
                    .map(CallerRole::word)
                    .toList();
            assertThat(operation
                            .node()
                            .path("x-roles")
                            .valueStream()
                            .map(role -> role.asText())
                            .toList())
                    .as(operation.toString())
                    .isEqualTo(roles);
            assertThat(operation.node().path("description").asText())
                    .endsWith("Roles: " + String.join(", ", roles) + ".");
        });
        assertThat(ContractOperations.all().stream().map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(AccessRules.operations());
    }

    private static Map<CallerRole, String> keys(TestTenant tenant) {
        Map<CallerRole, String> keys = new EnumMap<>(CallerRole.class);
        Arrays.stream(CallerRole.values())
                .forEach(role -> keys.put(
                        role, role == CallerRole.OPERATOR ? PostgresResource.OPERATOR_KEY : tenant.key(role.word())));
        return keys;
    }

    private static boolean admitted(Response answer, Operation operation, List<String> wrong) {
        if (answer.statusCode() == 401
                || answer.statusCode() >= 500
                || answer.statusCode() == 403 && !"FORBIDDEN".equals(answer.path("code"))) {
            wrong.add(operation + " answers " + answer.statusCode());
        }
        return answer.statusCode() != 403;
    }

    private static Response send(Operation operation, TestTenant tenant, String key) {
        return fill(operation, Api.request().header("Authorization", "Bearer " + key), tenant);
    }

    /** Nothing comes of it whoever sends it: an empty body, names that nobody has, an ETag that never was. */
    private static Response fill(Operation operation, RequestSpecification request, TestTenant tenant) {
        String path = operation
                .path()
                .replace("/v1/tenants/{id}", "/v1/tenants/" + tenant.id())
                .replaceAll("\\{n}", "1")
                .replaceAll("\\{[^}]+}", "nobody-has-this");
        request.header("If-Match", "\"0\"");
        return operation.node().has("requestBody")
                ? request.body("{}").request(operation.method(), path)
                : request.request(operation.method(), path);
    }
}
