package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.Optional;

/**
 * A place in a vendor's request that is filled only when the request is signed, so that translation needs no account
 * and a secret is never in a report. A dry run shows {@code ***}, or leaves the place out when it belongs to a
 * connection and none is named.
 */
public sealed interface Placeholder {

    /**
     * A field of a named credential.
     *
     * @param ref the agent's {@code credentialRef}
     * @param pointer the leaf of the agent that named it, for errors
     * @param numeric the vendor wants a JSON number (TRTC's TTS AppId)
     * @param required a start without it is refused; else the place is left out
     */
    record Secret(String ref, String field, String pointer, boolean numeric, boolean required) implements Placeholder {}

    /** The credential with which a participant joins the room, minted from the connection's secrets. */
    record UserSigPlaceholder(String userId) implements Placeholder {}

    /** A setting of the connection: an app id, a template id. */
    record SettingPlaceholder(String name, boolean numeric) implements Placeholder {}

    /** This slot as a node of a request tree. */
    default JsonNode node() {
        return new POJONode(this);
    }

    /** The slot that a node holds, if it holds one. */
    static Optional<Placeholder> in(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Placeholder placeholder
                ? Optional.of(placeholder)
                : Optional.empty();
    }
}
