package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportEntry;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.InlineSecretScrubber.FoundSecret;
import io.voxgate.adapter.InlineSecretScrubber.SecretPlace;
import io.voxgate.limits.Limit;
import io.voxgate.model.CredentialSlot;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of an imported request: none of them leaves with the import. Where an agent may have one, a credential's
 * slot stands in its place.
 */
final class ImportedSecrets {
    private final ImportedCredentials credentials;
    private final Map<String, ImportEntry> rows = new LinkedHashMap<>();
    private long pathsLength;

    ImportedSecrets(String vendor) {
        this.credentials = new ImportedCredentials(vendor);
    }

    /** Whether there is any in a value. */
    static boolean in(JsonNode value) {
        SecretSearch search = new SecretSearch();
        InlineSecretScrubber.removed(new SecretPlace("", "", false), value, search);
        return search.any;
    }

    /** A copy with a {@link Placeholder} of no name wherever a slot would stand. */
    static ObjectNode outlined(ObjectNode rest) {
        return (ObjectNode) InlineSecretScrubber.removed(new SecretPlace("", "", false), rest, new Outline());
    }

    /** A copy without them. */
    JsonNode without(String wire, JsonNode value) {
        return InlineSecretScrubber.removed(new SecretPlace(wire, "", false), value, new Removal());
    }

    /**
     * A copy in which each of them is a {@link Placeholder}; what is no text or number leaves nothing.
     *
     * @param last whether every credentialRef of the agent is known already
     */
    JsonNode slotted(SecretPlace place, JsonNode value, boolean last) {
        return InlineSecretScrubber.removed(place, value, new SlotsInPlace(last));
    }

    /** A field that an agent's credentialRef leads to. */
    void add(CredentialSlot slot, String wire, JsonNode secret) {
        credentials.add(slot, wire, secret);
    }

    /** The same of a secret that the request lacks. */
    void ask(CredentialSlot slot) {
        credentials.ask(slot);
    }

    /** The credentials to fill. */
    List<ImportResult.FoundCredential> credentials() {
        return credentials.found();
    }

    /** The rows of secrets that no table took, by their dotted paths. */
    Map<String, ImportEntry> rows() {
        return Collections.unmodifiableMap(rows);
    }

    /** A text may hold JSON with many of them, each with the long path of that text. */
    private void stray(String wire) {
        pathsLength += wire.length();
        if (pathsLength > Limit.BODY_POINTERS.max()) {
            throw Problem.overLimit(
                    ProblemCode.BODY_TOO_LARGE,
                    Limit.BODY_POINTERS,
                    "The paths of the secrets in the request may have at most " + Limit.BODY_POINTERS.max()
                            + " characters together. Take the secrets out before you send it.");
        }
        rows.put(
                wire,
                new ImportEntry(
                        wire, null, ImportOutcome.SECRET, "A secret, taken out: only a credential may hold it."));
    }

    private static boolean fitsSlot(JsonNode secret) {
        return secret.isTextual() || secret.isNumber();
    }

    /** Secrets that leave nothing. */
    private final class Removal implements FoundSecret {
        @Override
        public Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret) {
            stray(place.wire());
            return Optional.empty();
        }

        @Override
        public void within(SecretPlace place) {
            stray(place.wire());
        }
    }

    /** Secrets that leave a slot. */
    private final class SlotsInPlace implements FoundSecret {
        private final boolean last;

        SlotsInPlace(boolean last) {
            this.last = last;
        }

        @Override
        public Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret) {
            stray(place.wire());
            if (!fitsSlot(secret)) {
                return Optional.empty();
            }
            CredentialSlot slot = credentials.slot(place.wire(), name, secret, last);
            rows.put(
                    place.wire(),
                    new ImportEntry(
                            place.wire(),
                            place.pointer(),
                            ImportOutcome.SECRET,
                            "Put it into the credential " + slot.credential() + ", field " + slot.field()
                                    + "; a slot stands in its place."));
            return Optional.of(
                    new Placeholder.Secret(slot.credential(), slot.field(), place.pointer(), false, true).node());
        }

        @Override
        public void within(SecretPlace place) {
            stray(place.wire());
        }
    }

    /** Slots of no name. */
    private static final class Outline implements FoundSecret {
        @Override
        public Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret) {
            return fitsSlot(secret)
                    ? Optional.of(new Placeholder.Secret("", "", place.pointer(), false, true).node())
                    : Optional.empty();
        }

        @Override
        public void within(SecretPlace place) {
            // The other words of the text stay, and it stands where it stood.
        }
    }

    private static final class SecretSearch implements FoundSecret {
        private boolean any;

        @Override
        public Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret) {
            any = true;
            return Optional.empty();
        }

        @Override
        public void within(SecretPlace place) {
            any = true;
        }
    }
}
