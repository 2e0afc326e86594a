package io.voxgate.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place of a secret inside a value that is not ours to name: {@code {"$credential": "avatar", "field": "apiKey"}}.
 * The field of the stored credential is put there, as a JSON string, when the vendor's request is signed.
 *
 * @param credential the name of a stored credential
 * @param field one of its fields
 */
public record CredentialSlot(String credential, String field) {
    /** The member that makes a slot of an object. */
    public static final String MARK = "$credential";

    /** The other member. */
    public static final String FIELD = "field";

    /**
     * What is wrong with an object that has the mark and is no slot. Never holds what was sent, which may be a secret.
     */
    static final String FORM =
            "A slot is {\"$credential\": \"name\", \"field\": \"apiKey\"} and nothing else: the name of a credential "
                    + "(lower-case letters, digits, hyphens) "
                    + "and the name of one of its fields (letters and digits), never a secret itself.";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,62}");
    /** Room is left for a number behind it. */
    private static final int LONGEST_FIELD = 60;

    /** Whether an object wants to be a slot, well formed or not. */
    public static boolean marked(Map<?, ?> object) {
        return object.containsKey(MARK);
    }

    /** The slot that an object is; empty when it is not well formed. */
    public static Optional<CredentialSlot> of(Map<?, ?> object) {
        return object.size() == 2
                        && object.get(MARK) instanceof String name
                        && object.get(FIELD) instanceof String field
                        && name(name)
                        && FIELD_NAME.matcher(field).matches()
                ? Optional.of(new CredentialSlot(name, field))
                : Optional.empty();
    }

    /**
     * What the field of a credential is called that holds the secret which somebody else calls by this name:
     * {@code apiKey} for {@code X-API-KEY}, {@code appkey} for {@code Appkey}.
     */
    public static String fieldFor(String name) {
        StringBuilder field = new StringBuilder();
        for (String part : SecretNames.PARTS.split(name)) {
            String lower = part.toLowerCase(Locale.ROOT);
            field.append(
                    field.isEmpty() || lower.isEmpty()
                            ? lower
                            : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        boolean letterFirst = !field.isEmpty() && Character.isLetter(field.charAt(0));
        String whole = letterFirst ? field.toString() : "secret" + field;
        return whole.length() <= LONGEST_FIELD ? whole : whole.substring(0, LONGEST_FIELD);
    }

    /** Whether a text has the form of a credential's name. */
    static boolean name(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether a text may hold JSON with a slot in it: only such a text is opened. */
    public static boolean mayBeIn(String text) {
        String inner = text.strip();
        return (inner.startsWith("{") || inner.startsWith("[")) && inner.contains('"' + MARK);
    }

    /** The slot as it stands in an agent, for messages that say what to write. */
    static String example(String field) {
        return "{\"" + MARK + "\": \"name\", \"" + FIELD + "\": \"" + field + "\"}";
    }
}
