package io.voxgate.model;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What looks like a key wherever it stands in a text: the forms that clouds and services give their keys, signed
 * tokens, what follows {@code Bearer}, parameters of URLs that are called like a secret, and user and password in URLs.
 * Every expression is linear: it begins only where no character of the same kind stands before, and never goes back.
 */
public final class SecretPatterns {
    private static final int SHORTEST = 8;

    /** Given by services; the prefix says whose. */
    private static final List<Pattern> KEYS = List.of(
            Pattern.compile("(?<![A-Za-z0-9])(?:AKID|LTAI|AKIA|ASIA)[A-Za-z0-9]{8,}+"),
            Pattern.compile("(?<![A-Za-z0-9_-])(?:sk|rk)[-_](?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9_-]{14,}+"),
            Pattern.compile("(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{6,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?"),
            Pattern.compile("(?<![A-Za-z0-9_])whsec_[A-Za-z0-9+/=]{16,}+"),
            Pattern.compile("(?<![A-Za-z0-9_])vxg_[0-9a-z]{16}_[0-9a-z]{20,}+"),
            Pattern.compile(
                    "(?<![A-Za-z0-9_])(?:gh[pousr]_|github_pat_|hf_|glpat-|xox[abprs]-|pat_)(?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9_-]{16,}+"),
            Pattern.compile("(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{30,}+"),
            Pattern.compile("-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?"));

    /** After the name of a scheme; prose goes on with words, which have no digits. */
    private static final Pattern SCHEME = Pattern.compile(
            "(?i)(?<![a-z0-9])((?:bearer|basic)\\s{1,4})(?=[a-z._~+/=-]{0,64}[0-9=])([a-z0-9._~+/=-]{12,}+)");

    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;?\\s#\"'<>]{1,64}+)=([^&;\\s#\"'<>]++)");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@\\s\"'<>]++@");
    /** The value is read by hand: of {@code error: token=x} the first value holds the second name. */
    private static final Pattern PAIR = Pattern.compile(
            "(?<![A-Za-z0-9_.-])([A-Za-z][A-Za-z0-9_.-]{1,63}+)\\\\?[\"']?\\s{0,4}[=:]\\s{0,4}\\\\?[\"']?");

    private static final String VALUE_ENDS = " \t\r\n\"'&,;<>{}\\";
    private static final int SHORTEST_VALUE = 6;
    private static final Pattern MASKED = Pattern.compile("\\*+|\\{\\{[^{}]*+}}");

    private SecretPatterns() {}

    /** Whether a text holds what looks like a key. */
    public static boolean found(String text) {
        return !masked(text).equals(text);
    }

    /** The text with asterisks in their places. */
    public static String masked(String text) {
        if (text.length() < SHORTEST) {
            return text;
        }
        String masked = text;
        for (Pattern key : KEYS) {
            masked = key.matcher(masked).replaceAll(SecretText.MASK);
        }
        masked = SCHEME.matcher(masked).replaceAll("$1" + SecretText.MASK);
        if (masked.indexOf('=') >= 0) {
            masked = PARAMETER.matcher(masked).replaceAll(SecretPatterns::parameter);
        }
        return masked.contains("://") ? USER_INFO.matcher(masked).replaceAll(SecretText.MASK + "@") : masked;
    }

    /**
     * The same for what a machine says, which writes {@code name=value} and {@code "name": "value"} in the middle of a
     * sentence.
     */
    public static String maskedWithNames(String text) {
        String plain = masked(text);
        StringBuilder masked = new StringBuilder();
        Matcher pair = PAIR.matcher(plain);
        int done = 0;
        for (int from = 0; from <= plain.length() && pair.find(from); ) {
            int end = valueEnd(plain, pair.end(), SecretNames.likely(pair.group(1)));
            if (secret(pair.group(1), plain.substring(pair.end(), end))) {
                masked.append(plain, done, pair.end()).append(SecretText.MASK);
                done = end;
            }
            from = end; // what is no secret has no digit in it, and so no secret in it either
        }
        return masked.append(plain, done, plain.length()).toString();
    }

    private static int valueEnd(String text, int from, boolean likely) {
        int end = from;
        while (likely && end < text.length() && VALUE_ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** In prose a word may follow, which has no digit. */
    private static boolean secret(String name, String value) {
        return value.length() >= SHORTEST_VALUE
                && !standIn(value)
                && value.chars().anyMatch(Character::isDigit)
                && SecretNames.secret(name, value);
    }

    /** Without user and password in URLs. */
    public static String withoutUserInfo(String text) {
        return text.contains("://") ? USER_INFO.matcher(text).replaceAll("") : text;
    }

    /** Nothing but asterisks, or a variable whose value comes with each start. */
    public static boolean standIn(String text) {
        return text.isEmpty() || MASKED.matcher(text).matches();
    }

    private static String parameter(MatchResult found) {
        boolean secret = SecretNames.secret(found.group(2), found.group(3)) && !standIn(found.group(3));
        return Matcher.quoteReplacement(
                secret ? found.group(1) + found.group(2) + "=" + SecretText.MASK : found.group());
    }
}
