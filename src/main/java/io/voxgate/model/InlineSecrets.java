package io.voxgate.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets where only a credential's name may stand: members that are called like a secret, at any depth of an
 * agent as it was sent (free-form maps and {@code vendorOptions} included), and user-info in URLs. The faults say where
 * a secret belongs and never hold it.
 */
public final class InlineSecrets {
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
        InlineSecrets search = new InlineSecrets(json);
        search.search(TreePath.ROOT, tree);
        return search.found.list();
    }

    private void search(TreePath path, @Nullable Object node) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((name, value) -> member(path.member(name.toString()), name.toString(), value));
            case List<?> list -> {
                for (int i = 0; i < list.size() && !found.full(); i++) {
                    search(path.item(i), list.get(i));
                }
            }
            case String text
            when USER_INFO.matcher(text).matches() ->
                found.add(
                        path,
                        "INLINE_SECRET",
                        "A URL must not hold a user or password. Put the secret into a credential and name it in credentialRef.");
            case String text
            when SecretPatterns.found(text) ->
                found.add(
                        path,
                        "INLINE_SECRET",
                        "This text holds what looks like a key. Put it into a credential and name that in credentialRef, or leave it out.");
            case String text
            when inside(text) ->
                found.add(
                        path,
                        "INLINE_SECRET",
                        "The JSON in this text holds a secret. Store it with PUT /v1/credentials/{name} "
                                + "and name that credential in credentialRef.");
            case null, default -> {}
        }
    }

    private boolean inside(String text) {
        String inner = text.strip();
        boolean tree = inner.length() >= SHORTEST_JSON && (inner.charAt(0) == '{' || inner.charAt(0) == '[');
        return tree
                && json.apply(inner)
                        .map(node -> !in(node, json).isEmpty())
                        .orElseGet(() -> !SecretPatterns.maskedWithNames(inner).equals(inner));
    }

    private void member(TreePath path, String name, @Nullable Object value) {
        if (found.full()) {
            return;
        }
        if (SecretNames.reserved(name) || secret(name, value)) {
            found.add(
                    path,
                    "INLINE_SECRET",
                    "Secrets are not taken here. Store it with PUT /v1/credentials/{name} and name that credential in "
                            + (path.pointer().startsWith("/tts/")
                                    ? "tts.credentialRef."
                                    : "credentialRef (of llm or tts)."));
        } else {
            search(path, value);
        }
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
