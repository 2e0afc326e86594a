package io.voxgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A tenant that owns one of everything that the contract knows (two, so that lists have pages), under names of its own,
 * and keys of every role. What is put by name is made from the contract's own example; what only a list shows is found
 * there.
 */
public final class PopulatedTenant {
    /** Ids in paths that belong to no tenant: everybody may read them. */
    public static final Set<String> PUBLIC =
            Set.of("/v1/vendors/{vendor}", "/v1/starter-templates/{name}", "/callbacks/{vendor}");

    private final String id;
    private final String tail;
    private final int app;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, Ref> refs = new LinkedHashMap<>();
    private final Set<String> markers = new TreeSet<>();

    PopulatedTenant(String id, String tail, int app) {
        this.id = id;
        this.tail = tail;
        this.app = app;
        markers.add(marker());
        ref("/v1/tenants/{id}", id);
    }

    public String id() {
        return id;
    }

    /** Stands in every text of this tenant that no other may ever see. */
    public String marker() {
        return "onlyof" + tail;
    }

    /** What nobody else may be shown, whatever they sent: the marker, and what is secret or unguessable. */
    public Set<String> markers() {
        return markers;
    }

    String name(String kind) {
        return kind + "-" + tail;
    }

    /** The id of its app at a vendor. */
    public int app() {
        return app;
    }

    /** The key of a role. */
    public String key(String role) {
        return keys.get(role);
    }

    void key(String role, String text) {
        keys.put(role, text);
        markers.add(text);
    }

    void secret(String text) {
        markers.add(text);
    }

    void ref(String thing, String value) {
        refs.put(thing, Ref.of(thing, value));
    }

    public Optional<Ref> ref(String thing) {
        return Optional.ofNullable(refs.get(thing));
    }

    /** All that tell its things from another tenant's. */
    public List<Ref> refs() {
        return refs.values().stream().filter(Ref::telling).toList();
    }

    /**
     * The values of an operation's path parameters, for this tenant's own things; a public one's from the contract's
     * examples.
     */
    public Map<String, String> path(Operations.Operation operation) {
        Map<String, String> values = new LinkedHashMap<>();
        operation
                .pathParameters()
                .forEach(parameter -> values.put(
                        parameter,
                        switch (operation.thing(parameter)) {
                            case "/v1/vendors/{vendor}", "/callbacks/{vendor}" -> "tencent-trtc";
                            case "/v1/starter-templates/{name}" -> "customer-service";
                            default -> refs.get(operation.thing(parameter)).value();
                        }));
        return values;
    }

    /** The ids in paths of the contract of which this tenant has none. */
    public List<String> missing(Operations operations) {
        List<String> missing = new ArrayList<>();
        operations
                .all()
                .forEach(operation -> operation.pathParameters().stream()
                        .map(operation::thing)
                        .filter(thing ->
                                !PUBLIC.contains(thing) && !refs.containsKey(thing) && !missing.contains(thing))
                        .forEach(missing::add));
        return missing;
    }

    /** A body of the contract's examples that names this tenant's things. */
    public JsonNode own(JsonNode example) {
        JsonNode own = example.deepCopy();
        if (own instanceof ObjectNode object) {
            object.properties().forEach(member -> object.set(member.getKey(), own(member.getKey(), member.getValue())));
        }
        return own;
    }

    private JsonNode own(String member, JsonNode value) {
        return switch (member) {
            case "template" -> Json.text(name("template"));
            case "connection" -> Json.text(name("trtc"));
            case "connections", "route" -> Json.array().add(name("trtc"));
            case "credentialRef" -> Json.text(name("credential"));
            case "sessionId" -> Json.text(refs.get("/v1/sessions/{id}").value());
            case "sdkAppId" -> Json.number(app);
            case "roomIdType" -> Json.text("string");
            case "roomId" -> Json.text("room-long-no-callbacks");
            default -> own(value);
        };
    }
}
