package io.voxgate.config;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is no secret: keys that are printed in this repository, and keys that somebody typed instead of drawing them. In
 * production (the sandbox is off) the service does not start with one. What is drawn at random passes but for one in
 * many billions.
 */
final class KeyStrength {
    private static final int LEAST_DIFFERENT_BYTES = 16;
    private static final int LEAST_DIFFERENT_CHARACTERS = 8;

    /** In manifests, examples and tests. */
    private static final Set<String> PUBLISHED = Set.of(
            "ZGV2ZWxvcG1lbnQtb25seS0zMi1ieXRlcy1rZXkhISE=",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
            "operator-key-for-development",
            "operator-key-of-the-tests");

    /** Placeholders of examples: they stand for a key that is still to come. */
    private static final List<String> PLACEHOLDERS = List.of(
            "password",
            "passwort",
            "changeme",
            "change-me",
            "change_me",
            "operator-key",
            "operatorkey",
            "example",
            "placeholder",
            "qwerty",
            "letmein",
            "default");

    private KeyStrength() {}

    /** @param base64 of 32 bytes */
    static Optional<String> masterKeyFault(String base64) {
        byte[] key = Base64.getDecoder().decode(base64);
        try {
            if (PUBLISHED.contains(base64)) {
                return Optional.of("is printed in Voxgate's repository, so everybody has it");
            }
            int[] bytes = new int[key.length];
            Arrays.setAll(bytes, i -> key[i] & 0xff);
            if (Arrays.stream(bytes).distinct().count() < LEAST_DIFFERENT_BYTES || mostlyRuns(bytes)) {
                return Optional.of("repeats itself or counts: it was not drawn at random");
            }
            return Arrays.stream(bytes).allMatch(one -> one >= ' ' && one <= '~')
                    ? Optional.of("is written text: it was not drawn at random")
                    : Optional.empty();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    static Optional<String> operatorKeyFault(String key) {
        String plain = key.toLowerCase(Locale.ROOT);
        if (PUBLISHED.contains(key)) {
            return Optional.of("is printed in Voxgate's repository, so everybody has it");
        }
        if (plain.chars().distinct().count() < LEAST_DIFFERENT_CHARACTERS
                || repeated(plain)
                || mostlyRuns(plain.chars().toArray())) {
            return Optional.of("repeats itself or counts: it can be guessed");
        }
        return PLACEHOLDERS.stream()
                .filter(plain::contains)
                .findFirst()
                .map(word -> "contains \"" + word + "\": it stands for a key and is none");
    }

    /** Whether half of the steps from one to the next are none, one up or one down. */
    private static boolean mostlyRuns(int[] values) {
        long small = IntStream.range(1, values.length)
                .filter(i -> Math.abs(values[i] - values[i - 1]) <= 1)
                .count();
        return small * 2 >= values.length - 1;
    }

    /** Whether it is a shorter text again and again. */
    private static boolean repeated(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }
}
