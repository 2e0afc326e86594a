package io.voxgate.limits;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for texts on which a regular expression does more than linear work: the beginning of a text that fits, one part
 * of it again and again, and an end that does not fit. What is counted are the characters that the matcher looks at, so
 * that the speed of the machine decides nothing.
 */
final class RegularExpressionAttack {
    private static final int SHORT = 500;
    private static final int LONG = 4 * SHORT;

    /**
     * Four times the text, and more than this many times the work: not linear (quadratic work is sixteen times as
     * much).
     */
    private static final int MOST_GROWTH = 10;

    /** Less work than this for a character of the short text cannot be quadratic. */
    private static final int LINEAR_WORK = 30;

    private static final String SAMPLES = "a0-._@/: A!,{}[]()<>|=+?#%&*;'\"\\\n\u0001\u00e9";
    private static final List<String> ENDS = List.of("", " ", "\0", "!", "\n", "@");

    private final Pattern pattern;
    private final boolean find;
    private final List<String> atoms;
    private final Set<String> alphabet = new LinkedHashSet<>();

    private RegularExpressionAttack(String expression, boolean find) {
        this.pattern = Pattern.compile(expression);
        this.find = find;
        this.atoms = atoms(expression);
    }

    /**
     * A text on which the expression works too much, if one is found.
     *
     * @param find whether it is looked for anywhere in a text, not only held against a whole one
     */
    static Optional<String> weakness(String expression, boolean find) {
        return new RegularExpressionAttack(expression, find).weakness();
    }

    private Optional<String> weakness() {
        Stream<String> beginnings = Stream.concat(
                        IntStream.rangeClosed(0, atoms.size())
                                .mapToObj(count -> String.join("", atoms.subList(0, count))),
                        Stream.of("!", "a"))
                .distinct();
        return beginnings
                .flatMap(beginning -> parts().stream()
                        .flatMap(part -> ENDS.stream()
                                .filter(end -> weak(beginning, part, end))
                                .map(end -> "<" + beginning + "> + <" + part + "> again and again + <" + end + ">")))
                .findFirst();
    }

    private Set<String> parts() {
        Set<String> parts = new LinkedHashSet<>(alphabet);
        for (int length = 2; length <= 3; length++) {
            for (int i = 0; i + length <= atoms.size(); i++) {
                parts.add(String.join("", atoms.subList(i, i + length)));
            }
        }
        parts.add(String.join("", atoms));
        parts.remove("");
        return parts;
    }

    private boolean weak(String beginning, String part, String end) {
        long few = work(beginning + part.repeat(SHORT / part.length()) + end, Long.MAX_VALUE);
        return few > (long) LINEAR_WORK * SHORT
                && work(beginning + part.repeat(LONG / part.length()) + end, MOST_GROWTH * few) > MOST_GROWTH * few;
    }

    private long work(String text, long most) {
        CountingText counting = new CountingText(text, most);
        Matcher matcher = pattern.matcher(counting);
        try {
            matcher.matches();
            if (find) {
                matcher.reset();
                while (matcher.find()) {
                    counting.charAt(0);
                }
            }
        } catch (TooMuchWork e) {
            return most + 1;
        }
        return counting.charactersRead;
    }

    /**
     * One text for each part of an expression that stands for a character; repetition, groups and alternatives are
     * passed over.
     */
    private List<String> atoms(String expression) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < expression.length(); ) {
            int end = end(expression, i);
            String part = expression.substring(i, end);
            if (part.startsWith("[") || part.startsWith("\\") && !part.equals("\\b") || part.equals(".")) {
                Pattern one = Pattern.compile(part, Pattern.DOTALL);
                List<String> samples = SAMPLES.chars()
                        .mapToObj(Character::toString)
                        .filter(sample -> one.matcher(sample).matches())
                        .limit(3)
                        .toList();
                alphabet.addAll(samples);
                found.addAll(samples.stream().limit(1).toList());
            } else if (part.length() == 1 && "()|^$*+?".indexOf(part) < 0) {
                alphabet.add(part);
                found.add(part);
            }
            i = end;
        }
        return found;
    }

    private static int end(String expression, int from) {
        String rest = expression.substring(from);
        Matcher special = Pattern.compile(
                        "\\\\x[0-9a-fA-F]{2}|\\\\u[0-9a-fA-F]{4}|\\\\[pP]\\{\\w+}|\\\\.|\\{[0-9,]+}|"
                                + "\\(\\?(?:[a-z]+\\)|<?[=!]|[:>])|\\(\\?<[a-zA-Z]+>",
                        Pattern.DOTALL)
                .matcher(rest);
        if (special.lookingAt()) {
            return from + special.end();
        }
        return rest.startsWith("[") ? from + classEnd(rest) : from + 1;
    }

    private static int classEnd(String rest) {
        int at = rest.startsWith("[^") ? 2 : 1;
        while (rest.charAt(at) != ']') {
            at += rest.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super("", null, false, false);
        }
    }

    private static final class CountingText implements CharSequence {
        private final String text;
        private final long most;
        private long charactersRead;

        CountingText(String text, long most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public char charAt(int index) {
            if (++charactersRead > most) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
