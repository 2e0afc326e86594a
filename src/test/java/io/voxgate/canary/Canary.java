package io.voxgate.canary;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A secret that nothing else looks like.
 *
 * @param name what it stands for
 * @param core the part that is looked for: a secret that is cut off or shown by its last four characters only in part
 *     is found, or not, by this
 */
public record Canary(String name, String core) {
    private static final int LEAST = 12;

    public Canary {
        if (core.length() < LEAST) {
            throw new IllegalArgumentException("A canary that might be found by chance: " + name);
        }
    }

    /** The spellings in which it could be somewhere, by name; each is text in ISO 8859-1, one character a byte. */
    public Map<String, String> forms() {
        byte[] bytes = core.getBytes(StandardCharsets.UTF_8);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("plain", new String(bytes, StandardCharsets.ISO_8859_1));
        for (int before = 0; before < 3; before++) {
            String encoded = inner(bytes, before);
            forms.put("base64 after " + before, encoded);
            forms.put("base64url after " + before, encoded.replace('+', '-').replace('/', '_'));
        }
        String hex = HexFormat.of().formatHex(bytes);
        forms.put("hex", hex);
        forms.put("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        forms.put("percent", HexFormat.of().withUpperCase().withPrefix("%").formatHex(bytes));
        forms.put("percent small", HexFormat.of().withPrefix("%").formatHex(bytes));
        forms.put("URL", url(bytes));
        forms.put("JSON", json(core));
        forms.put("JSON escapes", escapes(core));
        return forms;
    }

    /**
     * What stands in the base64 of anything that holds the core after that many bytes (modulo three), whatever comes
     * before and after.
     */
    private static String inner(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = before == 0 ? 0 : before + 1;
        int last = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return encoded.substring(first, last);
    }

    private static String url(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            boolean plain = one > 0 && (Character.isLetterOrDigit(one) || "-._~".indexOf(one) >= 0);
            text.append(plain ? String.valueOf((char) one) : "%%%02X".formatted(one));
        }
        return text.toString();
    }

    private static String json(String core) {
        return new String(
                core.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("/", "\\/")
                        .getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
    }

    private static String escapes(String core) {
        StringBuilder text = new StringBuilder();
        core.chars().forEach(c -> text.append("\\u%04x".formatted(c)));
        return text.toString();
    }
}
