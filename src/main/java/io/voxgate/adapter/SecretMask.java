package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.SecretNames;
import io.voxgate.model.SecretPatterns;
import io.voxgate.model.SecretText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes known secrets out of what a vendor says, in each spelling in which it may say them back: as they are, in JSON,
 * in a URL, in base64, in hexadecimal digits. Names and numbers that vendors give stay as they are: short secrets count
 * only where no letter or digit stands beside them.
 */
public final class SecretMask {
    public static final SecretMask NONE = new SecretMask(Set.of(), List.of());

    /** Less than this may be anybody's word. */
    private static final int SHORTEST = 6;

    private static final int UNMISTAKABLE = 16;
    /** Of text in base64 that begins before the secret; what is less shows nothing. */
    private static final int SHORTEST_INNER = 12;

    private final Set<String> secrets;
    private final List<String> spellings;

    private SecretMask(Set<String> secrets, List<String> spellings) {
        this.secrets = secrets;
        this.spellings = spellings;
    }

    public static SecretMask of(Collection<SecretText> secrets) {
        Set<String> kept = secrets.stream()
                .map(SecretText::reveal)
                .filter(secret -> secret.length() >= SHORTEST)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> spellings = new LinkedHashSet<>();
        kept.forEach(secret -> spell(secret, spellings));
        return new SecretMask(kept, longestFirst(spellings.stream()));
    }

    /** This and another. */
    public SecretMask and(SecretMask other) {
        return new SecretMask(
                Stream.concat(secrets.stream(), other.secrets.stream()).collect(Collectors.toUnmodifiableSet()),
                longestFirst(Stream.concat(spellings.stream(), other.spellings.stream())
                        .distinct()));
    }

    /** Whether it takes this secret out already, or never would. */
    boolean knows(SecretText secret) {
        return secret.reveal().length() < SHORTEST || secrets.contains(secret.reveal());
    }

    /** How many characters it has to look for. */
    public long size() {
        return spellings.stream().mapToLong(String::length).sum();
    }

    private static List<String> longestFirst(Stream<String> spellings) {
        return spellings
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void spell(String secret, Set<String> into) {
        String json = json(secret);
        String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        into.addAll(List.of(
                secret,
                json,
                json(json),
                json.replace("/", "\\/"),
                ascii(json),
                ascii(json).replace("/", "\\/"),
                percent,
                percent.toLowerCase(Locale.ROOT),
                percent.replace("+", "%20"),
                percent.replace("+", "%20").replace("*", "%2A"),
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        into.add(HexFormat.of().formatHex(bytes));
        into.add(HexFormat.of().withUpperCase().formatHex(bytes));
        into.add(Base64.getEncoder().encodeToString(bytes));
        into.add(Base64.getUrlEncoder().encodeToString(bytes));
        into.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        into.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        for (int before = 0; before < 3; before++) {
            inner(bytes, before, into);
        }
    }

    /** The characters that are the same whatever stands around the secret in the text that was encoded. */
    private static void inner(byte[] secret, int before, Set<String> into) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        int begin = before == 0 ? 0 : before + 1;
        int end = shifted.length * 8 / 6;
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            if (end - begin >= SHORTEST_INNER) {
                into.add(encoder.encodeToString(shifted).substring(begin, end));
            }
        }
    }

    private static String json(String text) {
        String quoted = Json.write(Json.text(text));
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.chars().forEach(c -> ascii.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return ascii.toString();
    }

    /** A text without the known secrets. */
    public String text(String text) {
        String masked = text;
        for (String spelling : spellings) {
            if (masked.contains(spelling)) {
                masked = spelling.length() >= UNMISTAKABLE
                        ? masked.replace(spelling, SecretText.MASK)
                        : alone(masked, spelling);
            }
        }
        return masked;
    }

    private static String alone(String text, String spelling) {
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (int at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
            int end = at + spelling.length();
            if (at >= done && !wordAt(text, at - 1) && !wordAt(text, end)) {
                masked.append(text, done, at).append(SecretText.MASK);
                done = end;
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    private static boolean wordAt(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /**
     * A copy of a tree without the known secrets, also in strings that hold JSON; the tree itself when there are none.
     */
    public JsonNode tree(JsonNode tree) {
        String whole = Json.write(tree);
        return spellings.stream().anyMatch(whole::contains) ? walked(tree, this::text, false) : tree;
    }

    /** The same, and without what is called or looks like a secret: for what only people read. */
    public JsonNode raw(JsonNode tree) {
        return walked(tree, text -> SecretPatterns.maskedWithNames(text(text)), true);
    }

    private static JsonNode walked(JsonNode node, UnaryOperator<String> mask, boolean names) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.properties()
                        .forEach(entry -> copy.set(
                                mask.apply(entry.getKey()),
                                names && secret(entry.getKey(), entry.getValue())
                                        ? Json.text(SecretText.MASK)
                                        : walked(entry.getValue(), mask, names)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(item -> copy.add(walked(item, mask, names)));
                yield copy;
            }
            case JsonNode text when text.isTextual() -> walked(text.asText(), mask, names);
            default -> node;
        };
    }

    private static JsonNode walked(String text, UnaryOperator<String> mask, boolean names) {
        String inner = text.strip();
        Optional<JsonNode> inside =
                inner.startsWith("{") || inner.startsWith("[") ? Json.parse(inner) : Optional.empty();
        Optional<JsonNode> masked = inside.map(tree -> walked(tree, mask, names));
        return Json.text(mask.apply(
                masked.filter(tree -> !masked.equals(inside)).map(Json::write).orElse(text)));
    }

    private static boolean secret(String name, JsonNode value) {
        return value.isTextual() && !value.asText().isEmpty() && SecretNames.secret(name, value.asText());
    }

    /** A reply without the known secrets, in its head and its body; where none is, byte for byte. */
    public HttpReply reply(HttpReply reply) {
        Map<String, String> headers = new LinkedHashMap<>();
        reply.headers().forEach((name, value) -> headers.put(name, text(value)));
        return new HttpReply(reply.status(), headers, body(reply));
    }

    private byte[] body(HttpReply reply) {
        Optional<JsonNode> tree = Json.parse(reply.body());
        if (tree.isEmpty()) {
            String text = reply.bodyText();
            String masked = text(text);
            return masked.equals(text) ? reply.body() : masked.getBytes(StandardCharsets.UTF_8);
        }
        JsonNode masked = tree(tree.get());
        return masked.equals(tree.get()) ? reply.body() : Json.write(masked).getBytes(StandardCharsets.UTF_8);
    }
}
