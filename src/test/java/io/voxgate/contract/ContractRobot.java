package io.voxgate.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uses a service as somebody does who has its contract and the operator's key, and nothing else: sends the examples,
 * follows the links of the answers to find what a path needs, and takes from {@code x-roles} which key to send. What it
 * chooses itself are names, the ids of its apps at the vendors, and idempotency keys.
 */
final class ContractRobot {
    private static final String BODY = "$response.body#";
    private static final String PATH = "$request.path.";
    /** The path of a PUT has to have one too: what is put is named by it. */
    private static final String NO_EXAMPLE = "never sent: it has no example";

    private final Gateway gateway;
    private final Operations operations;
    private final String tail = UUID.randomUUID().toString().substring(0, 8);
    private final int app = 1_600_000_000 + Math.floorMod(tail.hashCode(), 100_000_000);
    private final OpenApiInteractionValidator validator;
    private final Map<String, String> keys = new HashMap<>();
    /** What was put, as it was sent. */
    private final List<JsonNode> put = new ArrayList<>();
    /** By operation: what its path may hold, as links and URLs of answers have said. */
    private final Map<String, Set<Map<String, String>>> paths = new HashMap<>();
    /** By operation: the names of the examples that were answered 2xx. */
    private final Map<String, Set<String>> done = new HashMap<>();

    /** By operation: the statuses of 2xx that it was answered with. */
    private final Map<String, Set<String>> statuses = new HashMap<>();

    private final Map<String, String> last = new TreeMap<>();
    private final Set<String> undocumented = new TreeSet<>();

    ContractRobot(Gateway gateway, String contract) {
        this.gateway = gateway;
        this.operations = Operations.of(contract);
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(contract)
                .build();
    }

    /** The operations of which an example was not answered 2xx yet, each with its last answer. */
    Map<String, String> missing() {
        Map<String, String> missing = new TreeMap<>();
        operations.all().stream()
                .filter(operation -> !finished(operation))
                .forEach(operation -> missing.put(operation.id(), last.getOrDefault(operation.id(), "never sent")));
        return missing;
    }

    /** What was answered 2xx and is not as the contract has it. */
    Set<String> undocumented() {
        return undocumented;
    }

    /** The statuses of success in the contract that no answer had. */
    Set<String> unseen() {
        Set<String> unseen = new TreeSet<>();
        operations.all().forEach(operation -> operation.node().path("responses").properties().stream()
                .map(Map.Entry::getKey)
                .filter(status -> status.startsWith("2"))
                .filter(status ->
                        !statuses.getOrDefault(operation.id(), Set.of()).contains(status))
                .forEach(status -> unseen.add(operation.id() + " " + status)));
        return unseen;
    }

    /** How many examples of bodies were answered 2xx. */
    int examples() {
        return operations.all().stream()
                .filter(operation -> !operation.bodyExamples().isEmpty())
                .mapToInt(
                        operation -> done.getOrDefault(operation.id(), Set.of()).size())
                .sum();
    }

    /** What stops or deletes something comes last: the other operations need it. */
    static boolean ends(String id) {
        return id.startsWith("delete") || id.equals("stopSession");
    }

    /** @param ending whether those that end something are among them */
    void round(boolean ending) {
        if (ending) {
            stopAll();
        }
        for (Operation operation : operations.all()) {
            boolean mine = ending || !ends(operation.id());
            boolean early = operation.id().equals("deleteTenant") && missing().size() > 1;
            if (mine && !early && !finished(operation)) {
                lookAgain(operation);
                attempt(operation);
            }
        }
    }

    /** What runs keeps what it needs from being deleted. */
    private void stopAll() {
        operations.all().stream()
                .filter(operation -> operation.id().equals("stopSession"))
                .forEach(operation -> bindings(operation, "").forEach(path -> send(operation, path, "", Map.of())));
    }

    /** Of what it has made it deletes everything, but of the keys, with which it works, only one. */
    private static boolean deletesAll(Operation operation) {
        return operation.verb().equals("delete") && !operation.id().equals("deleteKey");
    }

    private boolean finished(Operation operation) {
        boolean left = deletesAll(operation)
                && !paths.getOrDefault(operation.id(), Set.of()).isEmpty();
        return !left
                && done.getOrDefault(operation.id(), Set.of())
                        .containsAll(bodies(operation).keySet());
    }

    /** What a list had not shown before may be in it now. */
    private void lookAgain(Operation wanted) {
        operations.all().stream()
                .filter(operation -> operation.reads() && linksTo(operation, wanted))
                .forEach(operation -> bindings(operation, "").forEach(path -> send(operation, path, "", Map.of())));
    }

    private static boolean linksTo(Operation from, Operation to) {
        return from.node()
                .path("responses")
                .valueStream()
                .anyMatch(answer -> answer.path("links").has(to.id()));
    }

    private void attempt(Operation operation) {
        if (!operation.mediaTypes().isEmpty() && operation.bodyExamples().isEmpty()) {
            last.put(operation.id(), NO_EXAMPLE);
            return;
        }
        for (String name : bodies(operation).keySet()) {
            if (deletesAll(operation)
                    || !done.getOrDefault(operation.id(), Set.of()).contains(name)) {
                bindings(operation, name).stream()
                        .anyMatch(path -> (send(operation, path, name, Map.of())
                                        || send(operation, path, name, optional(operation)))
                                && !deletesAll(operation));
            }
        }
    }

    /** Sends an example again, for what it makes. */
    JsonNode again(String id, String example) {
        Operation operation = operations.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        Reply reply = gateway.send(call(
                operation,
                bindings(operation, example).getFirst(),
                bodies(operation).getOrDefault(example, Optional.empty()).map(body -> own(operation, body))));
        if (!reply.ok()) {
            throw new AssertionError(id + " " + example + ": " + reply);
        }
        return reply.json();
    }

    private List<Map<String, String>> bindings(Operation operation, String example) {
        if (operation.pathParameters().isEmpty()) {
            return List.of(Map.of());
        }
        if (operation.verb().equals("put")) {
            JsonNode parameter = operation.parameters("path").getFirst();
            String own = example.replaceFirst(" .*", "");
            String name = own.isEmpty() ? parameter.path("example").asText() : own;
            if (name.isEmpty()) {
                last.put(operation.id(), NO_EXAMPLE);
                return List.of();
            }
            return List.of(Map.of(parameter.get("name").asText(), name));
        }
        return List.copyOf(paths.getOrDefault(operation.id(), Set.of()));
    }

    /**
     * The examples by their names, after which stands a media type when it is not the first; of a key also one for each
     * role that it may have: operator is none of a key's.
     */
    private Map<String, Optional<JsonNode>> bodies(Operation operation) {
        Map<String, Optional<JsonNode>> bodies = new LinkedHashMap<>();
        JsonNode content = operation.node().path("requestBody").path("content");
        operation.bodyExamples().forEach((name, body) -> {
            bodies.put(name, Optional.of(body));
            operation.mediaTypes().stream()
                    .skip(1)
                    .filter(type -> content.path(type).has("example")
                            || content.path(type).has("examples"))
                    .forEach(type -> bodies.put(name + " " + type, Optional.of(body)));
        });
        if (bodies.isEmpty()) {
            bodies.put("", Optional.empty());
        }
        if (operation.id().equals("createKey")) {
            operations
                    .resolve(Json.object().put("$ref", "#/components/schemas/KeyRole"))
                    .path("enum")
                    .valueStream()
                    .map(JsonNode::asText)
                    .filter(role -> !role.equals("operator"))
                    .forEach(role -> {
                        ObjectNode body = operation.bodyExample().orElseThrow().deepCopy();
                        body.putArray("roles").add(role);
                        bodies.put(role, Optional.of(body));
                    });
        }
        return bodies;
    }

    private Map<String, String> optional(Operation operation) {
        Map<String, String> values = new LinkedHashMap<>();
        operation
                .parameters("query")
                .forEach(parameter -> Optional.ofNullable(parameter.get("example"))
                        .or(() -> Optional.ofNullable(parameter.path("schema").get("minimum")))
                        .ifPresent(value -> values.put(parameter.get("name").asText(), value.asText())));
        return values;
    }

    private boolean send(Operation operation, Map<String, String> path, String name, Map<String, String> query) {
        Optional<JsonNode> body =
                bodies(operation).getOrDefault(name, Optional.empty()).map(example -> own(operation, example));
        Call call = call(operation, path, body, query);
        int type = name.indexOf(' ') + 1;
        // JSON is YAML too, and a merge patch is JSON.
        Reply reply = gateway.send(
                type == 0 ? call : call.body(name.substring(type), call.body().orElseThrow()));
        last.put(operation.id(), reply.toString());
        if (reply.ok()) {
            done.computeIfAbsent(operation.id(), _ -> new LinkedHashSet<>()).add(name);
            statuses.computeIfAbsent(operation.id(), _ -> new TreeSet<>()).add(Integer.toString(reply.status()));
            check(operation, path, reply);
            learn(operation, path, body, reply);
        }
        return reply.ok();
    }

    private void check(Operation operation, Map<String, String> path, Reply reply) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(reply.status())
                .withHeader("X-Request-Id", reply.header("x-request-id").orElse(""));
        if (!reply.body().isEmpty()) {
            response.withContentType(reply.header("content-type").orElse("")).withBody(reply.body());
        }
        validator
                .validateResponse(
                        operation.concrete(path),
                        Request.Method.valueOf(operation.verb().toUpperCase(Locale.ROOT)),
                        response.build())
                .getMessages()
                .forEach(message -> undocumented.add(operation + ": " + message.getMessage()));
    }

    private Call call(Operation operation, Map<String, String> path, Optional<JsonNode> body) {
        return call(operation, path, body, Map.of());
    }

    private Call call(
            Operation operation, Map<String, String> path, Optional<JsonNode> body, Map<String, String> query) {
        Call call = Call.of(operation.verb(), operation.concrete(path));
        if (body.isPresent()) {
            String text = body.get().toString();
            call = call.body(operation.mediaTypes().getFirst(), text.getBytes(StandardCharsets.UTF_8));
            if (operation.node().has("x-signature")) {
                call = signed(call, operation.node().get("x-signature"), text);
            }
        }
        for (Map.Entry<String, String> value : query.entrySet()) {
            call = call.query(value.getKey(), value.getValue());
        }
        if (operation.id().equals("verifyCredential")) {
            // Tried for good, it would call a service out there.
            call = call.query("validateOnly", "true");
        }
        boolean idempotent = operation.parameters("header").stream()
                .anyMatch(header -> header.get("name").asText().equals("Idempotency-Key"));
        if (idempotent) {
            call = call.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return key(operation).map(call::key).orElse(call);
    }

    private Optional<String> key(Operation operation) {
        JsonNode roles = operation.node().path("x-roles");
        return roles.valueStream()
                .map(JsonNode::asText)
                .flatMap(role -> Optional.ofNullable(keys.get(role)).stream())
                .findFirst()
                .or(() -> operation.anonymous() ? Optional.empty() : Optional.of(gateway.operatorKey()));
    }

    /** What everybody chooses for themselves: the tenant's name and the apps at the vendors; and which session. */
    private JsonNode own(Operation operation, JsonNode example) {
        JsonNode own = example.deepCopy();
        if (own instanceof ObjectNode object) {
            if (operation.id().equals("createTenant")) {
                object.put("id", object.get("id").asText() + "-" + tail);
            }
            if (object.path("settings").has("sdkAppId")) {
                int chosen = app + object.get("vendor").asText().length() % 7;
                ((ObjectNode) object.get("settings")).put("sdkAppId", chosen);
            }
            if (object.path("settings").has("appId")) {
                ((ObjectNode) object.get("settings")).put("appId", "app" + tail);
            }
            if (object.has("sessionId")) {
                paths.getOrDefault("getSession", Set.of()).stream()
                        .limit(1)
                        .forEach(path -> object.put("sessionId", path.get("id")));
            }
        }
        return own;
    }

    /** With the key and the ids of the first thing that was put and has them. */
    private Call signed(Call call, JsonNode signature, String text) {
        JsonNode account = put.stream()
                .filter(body -> !body.at(signature.get("key").asText()).isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
        String key = account.at(signature.get("key").asText()).asText();
        if (key.isEmpty()) {
            return call;
        }
        Call signed = call.header(
                signature.get("header").asText(), mac(signature.get("algorithm").asText(), key, text));
        for (Map.Entry<String, JsonNode> header : signature.path("headers").properties()) {
            signed = signed.header(
                    header.getKey(), account.at(header.getValue().asText()).asText());
        }
        return signed;
    }

    private static String mac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void learn(Operation operation, Map<String, String> path, Optional<JsonNode> sent, Reply reply) {
        JsonNode body = reply.json();
        if (operation.id().equals("createKey")) {
            sent.orElseThrow()
                    .get("roles")
                    .forEach(role -> keys.put(role.asText(), body.get("key").asText()));
        }
        if (operation.verb().equals("put")) {
            put.add(sent.orElseThrow());
        }
        if (deletesAll(operation)) {
            paths.getOrDefault(operation.id(), new LinkedHashSet<>()).remove(path);
        }
        operation
                .node()
                .path("responses")
                .path(Integer.toString(reply.status()))
                .path("links")
                .forEach(link -> follow(link, path, body));
        body.forEach(member -> operations.all().forEach(other -> url(other, member.asText())));
    }

    private void follow(JsonNode link, Map<String, String> path, JsonNode body) {
        Map<String, String> values = new LinkedHashMap<>();
        link.path("parameters").properties().forEach(parameter -> {
            String expression = parameter.getValue().asText();
            String value = expression.startsWith(PATH)
                    ? path.getOrDefault(expression.substring(PATH.length()), "")
                    : body.at(expression.substring(BODY.length())).asText();
            values.put(parameter.getKey(), value);
        });
        if (values.values().stream().noneMatch(String::isEmpty)) {
            found(link.get("operationId").asText(), values);
        }
    }

    /** A URL of an answer that is an operation's. */
    private void url(Operation operation, String text) {
        if (!text.startsWith("http") || !operation.path().startsWith("/callbacks/")) {
            return;
        }
        List<String> names = operation.pathParameters();
        String form = ".*" + operation.path().replaceAll("\\{[^}]+}", "([^/]+)");
        Matcher matcher = Pattern.compile(form).matcher(text);
        if (matcher.matches()) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), matcher.group(i + 1));
            }
            found(operation.id(), values);
        }
    }

    private void found(String id, Map<String, String> values) {
        paths.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(values);
    }

    /** How many operations it has reached. */
    int reached() {
        return operations.all().size() - missing().size();
    }
}
