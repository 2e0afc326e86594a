package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.net.URI;
import java.util.Optional;

/**
 * The public half of a tenant's account at a vendor.
 *
 * @param region the vendor's region, where it wants one; empty: the adapter's default
 * @param endpoint where calls go: the sandbox, a proxy, a private cloud; empty: the vendor's own endpoint
 * @param settings the connection's settings, checked by {@link VendorAdapter#check}
 */
public record VendorAccount(Optional<String> region, Optional<URI> endpoint, ObjectNode settings) {

    /** A setting as the wire wants it, if the connection has it. */
    public Optional<JsonNode> setting(Placeholder.SettingPlaceholder slot) {
        return Optional.ofNullable(settings.get(slot.name()))
                .filter(value -> !value.isNull())
                .map(value -> slot.numeric() ? Json.number(value.asLong()) : Json.text(value.asText()));
    }

    /** A setting as text, if the connection has it. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(settings.get(name))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }
}
