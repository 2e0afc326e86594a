package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file of a folder can describe. In the order in which it is put. */
enum ResourceKind {
    CONNECTION("vendor", List.of("vendor", "region", "endpoint", "settings")),
    TEMPLATE("agent", List.of("description", "variables", "agent")),
    WEBHOOK("url", List.of("url", "eventTypes", "enabled"));

    private final String mark;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> members;

    /**
     * @param mark the member that only this kind has
     * @param members what its PUT takes, without secrets
     */
    ResourceKind(String mark, List<String> members) {
        this.mark = mark;
        this.members = List.copyOf(members);
    }

    /** The kind that a folder of this name holds. */
    static Optional<ResourceKind> ofFolder(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.folder().equals(name))
                .findFirst();
    }

    /** The kind that a file shows by itself. */
    static Optional<ResourceKind> ofContent(ObjectNode body) {
        return Arrays.stream(values()).filter(kind -> body.has(kind.mark)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String folder() {
        return word() + "s";
    }

    String mark() {
        return mark;
    }

    List<String> members() {
        return members;
    }

    /** Where one of them is in the API. */
    String path(String name) {
        return "v1/" + folder() + "/" + name;
    }

    /**
     * What is said by a stored one, or a file, in the members of its PUT: null and empty count as left out, a webhook
     * is enabled unless it says otherwise.
     */
    ObjectNode body(JsonNode given) {
        ObjectNode body = Json.object();
        members.forEach(member -> {
            JsonNode value = given.path(member);
            if (!value.isMissingNode() && !value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                body.set(member, value);
            }
        });
        if (this == WEBHOOK && !body.has("enabled")) {
            body.put("enabled", true);
        }
        return body;
    }
}
