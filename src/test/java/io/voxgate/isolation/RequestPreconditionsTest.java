package io.voxgate.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.service.ServiceTest;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.TenantFixtures;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every operation of the contract answers before it looks at anything: 401, 405 with {@code Allow}, 406, 413, 415.
 */
@Tag("long")
@ServiceTest
class RequestPreconditionsTest {
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    private final List<String> faults = new ArrayList<>();
    private int calls;

    @Test
    void everyOperationKeepsItsDoor() throws SQLException {
        try (Gateway gateway = Gateway.underTest()) {
            Operations operations = Operations.served(gateway);
            PopulatedTenant tenant = new TenantFixtures(gateway, operations).tenant("doors", 1);
            operations.all().forEach(operation -> door(gateway, operations, operation, tenant));
            System.out.println("Doors: " + operations.all().size() + " operations, " + calls + " requests, "
                    + faults.size() + " faults");
            assertThat(faults).isEmpty();
        }
    }

    private void door(Gateway gateway, Operations operations, Operation operation, PopulatedTenant tenant) {
        String path = operation.concrete(tenant.path(operation));
        Call call = Call.of(operation.verb(), path);
        byte[] body =
                operation.bodyExample().map(JsonNode::toString).orElse("{}").getBytes(StandardCharsets.UTF_8);
        Call whole = operation.mediaTypes().isEmpty()
                ? call
                : call.body(operation.mediaTypes().getFirst(), body);
        String key =
                path.startsWith("/v1/tenants") && !path.contains("/keys") ? gateway.operatorKey() : tenant.key("admin");
        if (!operation.anonymous()) {
            List.of(
                            "",
                            "Bearer",
                            "Bearer ",
                            "Bearer x",
                            "Basic eDp5",
                            "Bearer " + tenant.key("admin") + "0",
                            "bearer\t" + tenant.key("admin").substring(1))
                    .forEach(header -> expect(
                            gateway, operation, 401, header.isEmpty() ? whole : whole.header("Authorization", header)));
        }
        Set<String> known = operations.all().stream()
                .filter(other -> other.path().equals(operation.path()))
                .map(other -> other.verb().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        METHODS.stream().filter(method -> !known.contains(method)).forEach(method -> {
            Reply reply = expect(
                    gateway, operation, 405, Call.of(method, path).json("{}").key(key));
            Set<String> wanted = new TreeSet<>(known);
            wanted.add("OPTIONS");
            if (known.contains("GET")) {
                wanted.add("HEAD");
            }
            if (!wanted.equals(
                    new TreeSet<>(Arrays.asList(reply.header("allow").orElse("").split(", "))))) {
                faults.add(method + " " + path + " has to name the methods " + wanted + ": " + reply.headers());
            }
        });
        if (operation.answerTypes().contains("application/json") && operation.reads()) {
            expect(gateway, operation, 406, call.header("Accept", "image/png").key(key));
        }
        if (!operation.mediaTypes().isEmpty() && !operation.anonymous()) {
            expect(gateway, operation, 415, call.body("text/plain", body).key(key));
            expect(
                    gateway,
                    operation,
                    413,
                    call.body(operation.mediaTypes().getFirst(), new byte[5 << 20])
                            .key(key));
        }
    }

    private Reply expect(Gateway gateway, Operation operation, int status, Call call) {
        calls++;
        Reply reply = gateway.send(call);
        boolean problem = reply.header("content-type").orElse("").startsWith("application/problem+json")
                && reply.json().path("status").asInt() == status;
        if (reply.status() != status
                || !problem
                || status == 401 && reply.header("www-authenticate").isEmpty()) {
            faults.add(operation + " has to be a problem with " + status + ": " + call.curl(gateway.base()) + "\n  "
                    + reply);
        }
        return reply;
    }
}
