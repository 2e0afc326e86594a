package io.voxgate.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets where only a credential's name may stand: members that are called like a secret, at any depth of an
 * agent as it was sent (free-form maps and {@code vendorOptions} included, and texts that hold JSON), and user-info in
 * URLs. The faults say where a secret belongs and never hold it. A {@link CredentialSlot} is no secret.
 */
public final class InlineSecrets {
    private static final String CODE = "INLINE_SECRET";
    private static final int SHORTEST_JSON = 7;
    private static final Pattern USER_INFO = Pattern.compile("(?i)[a-z][a-z0-9+.-]*+://[^/?#\\s@]*+@\\S*+");

    private final Function<String, Optional<Object>> json;
    private final FaultCollector found = new FaultCollector();

    private InlineSecrets(Function<String, Optional<Object>> json) {
        this.json = json;
    }

    /**
     * The secrets in a tree of maps, lists and scalars.
     *
     * @param json reads a text that holds such a tree; empty for any other text
     * @return faults with pointers from the tree's root, code {@code INLINE_SECRET}; of a secret inside such a text the
     *     pointer of the text
     */
    public static List<Fault> in(@Nullable Object tree, Function<String, Optional<Object>> json) {
        return in(tree, json, SlotLocation.AGENT);
    }

    private static List<Fault> in(@Nullable Object tree, Function<String, Optional<Object>> json, SlotLocation place) {
        InlineSecrets search = new InlineSecrets(json);
        search.search(TreePath.ROOT, tree, place);
        return search.found.list();
    }

    private void search(TreePath path, @Nullable Object node, SlotLocation place) {
        switch (node) {
            case Map<?, ?> map when CredentialSlot.marked(map) -> slot(path, map);
            case Map<?, ?> map ->
                map.forEach((name, value) -> member(path.member(name.toString()), name.toString(), value, place));
            case List<?> list -> {
                for (int i = 0; i < list.size() && !found.full(); i++) {
                    search(path.item(i), list.get(i), place);
                }
            }
            case String text
            when USER_INFO.matcher(text).matches() ->
                found.add(
                        path,
                        CODE,
                        "A URL must not hold a user or password. Put the secret into a credential and name it in "
                                + "credentialRef.");
            case String text
            when SecretPatterns.found(text) ->
                found.add(
                        path,
                        CODE,
                        place == SlotLocation.TAKEN
                                ? "This text holds what looks like a key. Put it into a credential, and "
                                        + CredentialSlot.example("apiKey") + " in place of the text; or leave it out."
                                : "This text holds what looks like a key. Put it into a credential and name that in "
                                        + "credentialRef, or leave it out.");
            case String text
            when inside(text, place) ->
                found.add(
                        path,
                        CODE,
                        "The JSON in this text holds a secret. Store it with PUT /v1/credentials/{name} and "
                                + (place == SlotLocation.TAKEN
                                        ? "put " + CredentialSlot.example("apiKey") + " in its place."
                                        : "name that credential in credentialRef."));
            case null, default -> {}
        }
    }

    /** A slot that is not well formed may have the secret itself in place of a name. */
    private void slot(TreePath path, Map<?, ?> object) {
        if (CredentialSlot.of(object).isEmpty()) {
            found.add(path, CODE, CredentialSlot.FORM);
        }
    }

    private boolean inside(String text, SlotLocation place) {
        String inner = text.strip();
        boolean tree = inner.length() >= SHORTEST_JSON && (inner.charAt(0) == '{' || inner.charAt(0) == '[');
        return tree
                && json.apply(inner)
                        .map(node -> !in(node, json, place.inText()).isEmpty())
                        .orElseGet(() -> !SecretPatterns.maskedWithNames(inner).equals(inner));
    }

    private void member(TreePath path, String name, @Nullable Object value, SlotLocation place) {
        if (found.full()) {
            return;
        }
        SlotLocation below = place.below(name);
        if (value instanceof Map<?, ?> map && CredentialSlot.marked(map)) {
            slot(path, map);
        } else if (SecretNames.reserved(name) || secret(name, value)) {
            found.add(
                    path,
                    CODE,
                    "Secrets are not taken here. Store it with PUT /v1/credentials/{name} and "
                            + instead(path, name, below));
        } else {
            search(path, value, below);
        }
    }

    private static String instead(TreePath path, String name, SlotLocation place) {
        if (place == SlotLocation.TAKEN) {
            return "put " + CredentialSlot.example(CredentialSlot.fieldFor(name)) + " in its place.";
        }
        String pointer = path.pointer();
        String part = pointer.startsWith("/tts/") || pointer.startsWith("/stt/")
                ? pointer.substring(1, 4) + ".credentialRef."
                : "credentialRef (of llm, stt or tts).";
        return "name that credential in " + part;
    }

    private static boolean secret(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> !SecretPatterns.standIn(text) && SecretNames.secret(name, text);
            case Map<?, ?> map -> !map.isEmpty() && SecretNames.secret(name);
            case List<?> list -> !list.isEmpty() && SecretNames.secret(name);
            case null, default -> false;
        };
    }
}
