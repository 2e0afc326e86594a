package io.voxgate.adapter;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fields of a vendor's request that only Voxgate fills. They are compared as the most careless vendor would read them:
 * without case and separators, in objects and in texts that hold JSON.
 */
public final class GuardedFields {
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What names the operation, the account and the signature, at every vendor and beside every parameter. */
    private static final List<String> PROTOCOL = List.of(
            "Action",
            "Version",
            "Region",
            "RegionId",
            "SecretId",
            "AccessKeyId",
            "SecurityToken",
            "Signature",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "Timestamp",
            "Nonce");

    /** Other names for a URL that a credential is sent to. */
    private static final List<String> ADDRESSES =
            List.of("url", "apiUrl", "baseUrl", "apiBase", "endpoint", "host", "proxy");

    /**
     * Fields of a provider's account, which a configuration of its own below the request's top may take from a
     * credential: the secret goes where no URL of ours is.
     */
    private static final Set<String> FROM_CREDENTIALS =
            Set.of("appid", "apikey", "secretid", "secretkey", "groupid", "subscriptionkey", "token");

    private final Set<List<String>> guarded;

    private GuardedFields(Set<List<String>> guarded) {
        this.guarded = guarded;
    }

    /** @param paths dotted; each covers what is below it */
    public static GuardedFields of(Set<String> paths) {
        Set<List<String>> guarded = paths.stream().map(GuardedFields::names).collect(Collectors.toSet());
        Set<List<String>> beside = guarded.stream()
                .filter(path -> path.getLast().endsWith("url"))
                .flatMap(path -> ADDRESSES.stream().map(name -> sibling(path, plain(name))))
                .collect(Collectors.toSet());
        guarded.addAll(beside);
        PROTOCOL.forEach(name -> guarded.add(List.of(plain(name))));
        return new GuardedFields(guarded);
    }

    /** Whether a parameter belongs to every call and not to one request. */
    static boolean protocol(String name) {
        return PROTOCOL.stream().map(GuardedFields::plain).anyMatch(plain(name)::equals);
    }

    /**
     * The options, as JSON Pointers below them, that are one of the fields, below one, or in place of an object that
     * holds one. A credential's slot may stand for a provider's key ({@code TTSConfig.APIKey} of a type that Voxgate
     * does not know).
     *
     * @param most how many are listed
     */
    public List<String> touched(ObjectNode options, int most) {
        Set<String> touched = new LinkedHashSet<>();
        each("", List.of(), SlotTree.opened(options, ""), (pointer, names, value) -> {
            boolean credential =
                    Placeholder.in(value).isPresent() && names.size() > 1 && FROM_CREDENTIALS.contains(names.getLast());
            if (touched.size() < most && !credential && guarded.stream().anyMatch(own -> touches(names, own))) {
                touched.add(pointer);
            }
        });
        return List.copyOf(touched);
    }

    /**
     * Takes those fields away, and every object that is empty then.
     *
     * @param slotted the same options with slots in place of their secrets
     * @return their dotted paths
     */
    List<String> removeFrom(ObjectNode options, ObjectNode slotted) {
        return touched(slotted, Integer.MAX_VALUE).stream()
                .map(JsonPointer::compile)
                .map(place -> {
                    remove(options, place);
                    return dotted(place);
                })
                .toList();
    }

    private static void remove(ObjectNode root, JsonPointer place) {
        if (root.at(place.head()) instanceof ObjectNode parent) {
            parent.remove(place.last().getMatchingProperty());
            if (parent.isEmpty() && !place.head().matches()) {
                remove(root, place.head());
            }
        }
    }

    private static String dotted(JsonPointer place) {
        String name = place.getMatchingProperty();
        return place.tail().matches() ? name : name + "." + dotted(place.tail());
    }

    private interface OptionLeaf {
        void at(String pointer, List<String> names, JsonNode value);
    }

    private static boolean touches(List<String> option, List<String> own) {
        int common = Math.min(option.size(), own.size());
        return option.subList(0, common).equals(own.subList(0, common));
    }

    /** A text that holds an object stands in place of one, and for what is in it. */
    private static void each(String pointer, List<String> names, JsonNode node, OptionLeaf leaf) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(entry -> {
                List<String> inner = new ArrayList<>(names);
                inner.addAll(names(entry.getKey()));
                each(
                        pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                        inner,
                        entry.getValue(),
                        leaf);
            });
        } else if (!names.isEmpty()) {
            leaf.at(pointer, names, node);
            inText(node)
                    .filter(tree -> tree.isObject() && !tree.isEmpty())
                    .ifPresent(tree -> each("", names, tree, (_, inner, value) -> leaf.at(pointer, inner, value)));
        }
    }

    private static Optional<JsonNode> inText(JsonNode node) {
        Optional<JsonNode> slotted = JsonText.in(node).map(JsonText::tree);
        return slotted.isPresent()
                        || !node.isTextual()
                        || !node.asText().strip().startsWith("{")
                ? slotted
                : Json.parse(node.asText().strip());
    }

    private static List<String> sibling(List<String> path, String name) {
        List<String> sibling = new ArrayList<>(path.subList(0, path.size() - 1));
        sibling.add(name);
        return sibling;
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("\\.")).map(GuardedFields::plain).toList();
    }

    private static String plain(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
