package io.voxgate.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The operations of the committed contract, for tests that walk all of them. */
public final class ContractOperations {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private ContractOperations() {}

    /**
     * One operation.
     *
     * @param method in capitals
     * @param path with its parameters in braces
     * @param node what the contract says of it
     */
    public record Operation(String id, String method, String path, JsonNode node) {
        @Override
        public String toString() {
            return id + ": " + method + " " + path;
        }
    }

    public static List<Operation> all() {
        return ContractFile.tree().get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(
                                method.getValue().get("operationId").asText(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue())))
                .toList();
    }
}
