package io.voxgate.canary;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that can be done with the service, with a canary wherever a secret goes, rightly or wrongly. */
final class CanaryScenario extends CanarySlots {
    CanaryScenario(Gateway gateway, ResponseRecorder out, CanarySecrets canaries) {
        super(gateway, out, canaries);
    }

    void all() {
        tenant();
        credentials();
        connections();
        wrongConnections();
        misplaced();
        broken();
        slots();
        literals();
        echoes();
        agents();
        sessions();
        callbacks();
        webhooks();
        streams();
        strangers();
        everyRead();
        ends();
    }

    /**
     * Each operation of the contract that reads, in each of its forms, as the tenant's administrator and as the
     * operator.
     */
    void everyRead() {
        Map<String, String> names = Map.of(
                "/v1/tenants/{id}",
                TENANT,
                "/v1/credentials/{name}",
                "llm",
                "/v1/connections/{name}",
                "trtc",
                "/v1/templates/{name}",
                "plain",
                "/v1/vendors/{vendor}",
                "tencent-trtc",
                "/v1/starter-templates/{name}",
                "customer-service",
                "/v1/webhooks/{name}",
                "hook");
        for (Operation operation : Operations.served(gateway).all().stream()
                .filter(Operation::reads)
                .toList()) {
            Map<String, String> values = new LinkedHashMap<>();
            operation
                    .pathParameters()
                    .forEach(parameter -> values.put(parameter, names.getOrDefault(operation.thing(parameter), "1")));
            for (String key : List.of(admin, CanarySecrets.OPERATOR_KEY)) {
                out.send(Call.of("GET", operation.concrete(values)).key(key).query("pageSize", "200"));
                operation
                        .answerTypes()
                        .forEach(type -> out.send(Call.of("GET", operation.concrete(values))
                                .key(key)
                                .header("Accept", type)));
            }
        }
        for (String path : List.of(
                "/q/metrics",
                "/q/health",
                "/q/health/ready",
                "/q/openapi",
                "/openapi.yaml",
                "/openapi.json",
                "/llms.txt",
                "/",
                "/q/info",
                "/q/dev",
                "/q/arc/beans")) {
            for (Call call : List.of(
                    Call.of("GET", path),
                    Call.of("GET", path).key(CanarySecrets.OPERATOR_KEY).header("Accept", "application/json"))) {
                out.send(call);
                out.manage(call);
            }
        }
    }

    void ends() {
        admin("DELETE", "/v1/credentials/knotty", "{}");
        admin("DELETE", "/v1/templates/voice-azure", "{}");
        admin("DELETE", "/v1/credentials/azure", "{}");
        admin("DELETE", "/v1/connections/wrong-trtc", "{}");
        read("/v1/audit");
        out.send(Call.of("GET", "/v1/audit").key(admin).header("Accept", "application/x-ndjson"));
        out.send(Call.of("GET", "/v1/audit").key(CanarySecrets.OPERATOR_KEY).header("Accept", "application/x-ndjson"));
    }
}
