package io.voxgate.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.Ref;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Every place of every operation where an id or name can stand, filled with each of another tenant's. */
final class IdPlacements {
    /** Members of bodies that name something; the other texts are tried with one id each. */
    private static final Set<String> REFERENCES = Set.of(
            "template",
            "connection",
            "connections",
            "route",
            "credentialRef",
            "id",
            "name",
            "webhook",
            "session",
            "sessionId",
            "credential");

    private final Gateway gateway;
    private final Operations operations;
    private final PopulatedTenant hidden;
    private final PopulatedTenant own;
    private final String etag;

    IdPlacements(Gateway gateway, Operations operations, PopulatedTenant hidden, PopulatedTenant own) {
        this.gateway = gateway;
        this.operations = operations;
        this.hidden = hidden;
        this.own = own;
        this.etag = gateway.send(Call.of(
                                "GET",
                                "/v1/templates/"
                                        + hidden.ref("/v1/templates/{name}")
                                                .orElseThrow()
                                                .value())
                        .key(hidden.key("viewer")))
                .header("etag")
                .orElseThrow();
    }

    List<ProbeAttempt> of(Operation operation) {
        List<ProbeAttempt> attempts = new ArrayList<>();
        if (!operation.path().startsWith("/callbacks/")) {
            path(operation, attempts);
            query(operation, attempts);
            headers(operation, attempts);
            operation.bodyExample().ifPresent(example -> body(operation, own.own(example), attempts));
        }
        return attempts;
    }

    /** The operation on our own things, with our own body. */
    Call base(Operation operation) {
        return withBody(
                operation, required(operation, Call.of(operation.verb(), operation.concrete(own.path(operation)))));
    }

    /** With the query parameters that it must have: so far they are numbers. */
    static Call required(Operation operation, Call call) {
        return operation.parameters("query").stream()
                .filter(parameter -> parameter.path("required").asBoolean())
                .reduce(
                        call,
                        (full, parameter) -> full.query(parameter.get("name").asText(), "1"),
                        (a, b) -> b);
    }

    private Call withBody(Operation operation, Call call) {
        return operation
                .bodyExample()
                .map(example -> call.body(
                        operation.mediaTypes().getFirst(),
                        own.own(example).toString().getBytes(StandardCharsets.UTF_8)))
                .orElse(call);
    }

    private void path(Operation operation, List<ProbeAttempt> attempts) {
        List<String> owned = operation.pathParameters().stream()
                .filter(parameter -> !PopulatedTenant.PUBLIC.contains(operation.thing(parameter)))
                .toList();
        owned.stream()
                .filter(parameter ->
                        hidden.ref(operation.thing(parameter)).orElseThrow().telling())
                .forEach(parameter -> attempts.add(inPath(operation, List.of(parameter))));
        if (owned.size() > 1) {
            attempts.add(inPath(operation, owned));
        }
    }

    private ProbeAttempt inPath(Operation operation, List<String> parameters) {
        Map<String, String> real = new LinkedHashMap<>(own.path(operation));
        Map<String, String> stranger = new LinkedHashMap<>(real);
        parameters.forEach(parameter -> {
            Ref ref = hidden.ref(operation.thing(parameter)).orElseThrow();
            real.put(parameter, ref.value());
            stranger.put(parameter, ref.stranger());
        });
        Call base = base(operation);
        return new ProbeAttempt(
                operation,
                ProbeAttempt.Place.PATH,
                parameters.toString(),
                hidden.ref(operation.thing(parameters.getFirst())).orElseThrow(),
                base.path(operation.concrete(real)),
                base.path(operation.concrete(stranger)));
    }

    private void query(Operation operation, List<ProbeAttempt> attempts) {
        List<String> names = new ArrayList<>(operation.parameters("query").stream()
                .map(operations::resolve)
                .map(parameter -> parameter.get("name").asText())
                .toList());
        if (operation.path().equals("/v1/sessions") && operation.reads()) {
            names.add("metadata.mark");
        }
        for (String name : names) {
            List<Ref> refs = new ArrayList<>(hidden.refs());
            refs.add(Ref.of("text", hidden.marker()));
            refs.add(pinned());
            refs.forEach(ref -> attempts.add(attempt(
                    operation,
                    ProbeAttempt.Place.QUERY,
                    name,
                    ref,
                    text -> base(operation).query(name, text))));
            if (name.equals("pageToken")) {
                token(operation)
                        .ifPresent(token -> attempts.add(attempt(
                                operation,
                                ProbeAttempt.Place.PAGE_TOKEN,
                                name,
                                Ref.of("page token", token),
                                text -> base(operation).query(name, text))));
            }
        }
    }

    /** The other tenant's token for its own second page of this very list. */
    private Optional<String> token(Operation operation) {
        Call list = Call.of("GET", operation.concrete(hidden.path(operation)))
                .query("pageSize", "1")
                .key(hidden.key("admin"));
        return Optional.ofNullable(gateway.send(list).json().get("nextPageToken"))
                .map(JsonNode::asText);
    }

    private Ref pinned() {
        Ref template = hidden.ref("/v1/templates/{name}").orElseThrow();
        return new Ref("template@revision", template.value() + "@1", template.stranger() + "@1");
    }

    private void headers(Operation operation, List<ProbeAttempt> attempts) {
        operation.parameters("header").stream()
                .map(operations::resolve)
                .map(parameter -> parameter.get("name").asText())
                .forEach(name -> {
                    List<Ref> refs = switch (name) {
                        case "If-Match", "If-None-Match" -> List.of(Ref.of("ETag", etag));
                        case "Idempotency-Key" ->
                            List.of(hidden.ref("idempotency key").orElseThrow());
                        case "Prefer" -> List.of();
                        default -> hidden.refs();
                    };
                    refs.forEach(ref -> attempts.add(attempt(
                            operation,
                            ProbeAttempt.Place.HEADER,
                            name,
                            ref,
                            text -> base(operation).header(name, text))));
                });
    }

    private void body(Operation operation, JsonNode body, List<ProbeAttempt> attempts) {
        leaves("", body)
                .forEach(pointer -> refs(pointer)
                        .forEach(ref -> attempts.add(attempt(
                                operation,
                                ProbeAttempt.Place.BODY,
                                pointer,
                                ref,
                                text -> base(operation)
                                        .body(
                                                operation.mediaTypes().getFirst(),
                                                set(body.deepCopy(), pointer, text))))));
        operations.resolve(operation.bodySchema().orElseThrow()).path("properties").properties().stream()
                .filter(member -> !body.has(member.getKey()) && REFERENCES.contains(member.getKey()))
                .forEach(member -> {
                    ObjectNode with = body.deepCopy();
                    with.remove(List.of("connection", "vendors"));
                    boolean list = operations
                            .resolve(member.getValue())
                            .path("type")
                            .asText()
                            .equals("array");
                    refs(member.getKey())
                            .forEach(ref -> attempts.add(attempt(
                                    operation,
                                    ProbeAttempt.Place.BODY,
                                    "/" + member.getKey(),
                                    ref,
                                    text -> base(operation)
                                            .body(
                                                    operation.mediaTypes().getFirst(),
                                                    with.deepCopy()
                                                            .<ObjectNode>set(
                                                                    member.getKey(),
                                                                    list
                                                                            ? Json.array()
                                                                                    .add(text)
                                                                            : Json.text(text))
                                                            .toString()
                                                            .getBytes(StandardCharsets.UTF_8)))));
                });
    }

    private List<Ref> refs(String pointer) {
        boolean reference = Arrays.stream(pointer.split("/")).anyMatch(REFERENCES::contains);
        List<Ref> refs = new ArrayList<>(
                reference
                        ? hidden.refs()
                        : List.of(hidden.ref("/v1/sessions/{id}").orElseThrow()));
        if (reference) {
            refs.add(pinned());
        }
        return refs;
    }

    private static List<String> leaves(String pointer, JsonNode node) {
        List<String> found = new ArrayList<>();
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(member -> found.addAll(leaves(pointer + "/" + member.getKey(), member.getValue())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    found.addAll(leaves(pointer + "/" + i, array.get(i)));
                }
            }
            case JsonNode text when text.isTextual() -> found.add(pointer);
            default -> {}
        }
        return found;
    }

    private static byte[] set(JsonNode body, String pointer, String text) {
        int slash = pointer.lastIndexOf('/');
        switch (body.at(pointer.substring(0, slash))) {
            case ObjectNode object -> object.put(pointer.substring(slash + 1), text);
            case ArrayNode array -> array.set(Integer.parseInt(pointer.substring(slash + 1)), Json.text(text));
            default -> throw new IllegalStateException(pointer);
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ProbeAttempt attempt(
            Operation operation, ProbeAttempt.Place place, String where, Ref ref, Function<String, Call> call) {
        return new ProbeAttempt(operation, place, where, ref, call.apply(ref.value()), call.apply(ref.stranger()));
    }
}
