package io.voxgate.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets where only a credential's name may stand: members that are called like a secret, at any depth of an agent as it was sent (free-form
 * maps and {@code vendorOptions} included), and user-info in URLs. The faults say where a secret belongs and never hold it.
 */
public final class InlineSecrets {
    /** Member names without case and separators. */
    private static final Set<String> NAMES = Set.of("apikey", "secretkey", "secretid", "token", "subscriptionkey", "password", "authorization", "usersig",
            "xapikey", "accesstoken", "accesskeysecret", "clientsecret");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]");
    private static final Pattern USER_INFO = Pattern.compile("(?i)[a-z][a-z0-9+.-]*+://[^/?#\\s@]*+@\\S*+");

    private InlineSecrets() {}

    /**
     * The secrets in a tree of maps, lists and scalars.
     *
     * @return faults with pointers from the tree's root, code {@code INLINE_SECRET}
     */
    public static List<Fault> in(@Nullable Object tree) {
        FaultCollector found = new FaultCollector();
        search(TreePath.ROOT, tree, found);
        return found.list();
    }

    private static void search(TreePath path, @Nullable Object node, FaultCollector found) {
        switch (node) {
            case Map<?, ?> map -> map.forEach((name, value) -> member(path.member(name.toString()), name.toString(), value, found));
            case List<?> list -> {
                for (int i = 0; i < list.size() && !found.full(); i++) {
                    search(path.item(i), list.get(i), found);
                }
            }
            case String text when USER_INFO.matcher(text).matches() ->
                    found.add(path, "INLINE_SECRET", "A URL must not hold a user or password. Put the secret into a credential and name it in credentialRef.");
            case null, default -> {}
        }
    }

    private static void member(TreePath path, String name, @Nullable Object value, FaultCollector found) {
        if (found.full()) {
            return;
        }
        if (NAMES.contains(SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(""))) {
            found.add(path, "INLINE_SECRET", "Secrets are not taken here. Store it with PUT /v1/credentials/{name} and name that credential in "
                    + (path.pointer().startsWith("/tts/") ? "tts.credentialRef." : "credentialRef (of llm or tts)."));
        } else {
            search(path, value, found);
        }
    }
}
