package io.voxgate.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement with named parameters as JDBC takes it: a question mark in the place of each {@code :name}. What is in
 * quotes, dollar quotes and comments is no parameter, nor is a cast ({@code ::jsonb}) or a bound of an array's slice
 * that is a number ({@code [1:20]}).
 *
 * @param jdbc the statement with question marks
 * @param names the parameter of each question mark
 */
record NamedStatement(String jdbc, List<String> names) {
    /**
     * Most texts are constants. Lists put theirs together from their filters, so there are more than anybody would
     * count.
     */
    private static final int MOST_TEXTS = 1_000;

    private static final Cache<String, NamedStatement> PARSED =
            Caffeine.newBuilder().maximumSize(MOST_TEXTS).build();

    NamedStatement {
        names = List.copyOf(names);
    }

    /**
     * The operators of {@code jsonb} with a question mark have two of them here, as everywhere with this JDBC driver
     * ({@code data ?? :key}).
     *
     * @throws IllegalArgumentException when the text has a positional parameter, or a quote or comment without an end
     */
    static NamedStatement of(String sql) {
        return PARSED.get(sql, text -> new Parser(text).parse());
    }

    private static final class Parser {
        private final String sql;
        private final StringBuilder jdbc;
        private final List<String> names = new ArrayList<>();
        private int at;

        Parser(String sql) {
            this.sql = sql;
            jdbc = new StringBuilder(sql.length());
        }

        NamedStatement parse() {
            while (at < sql.length()) {
                if (sql.charAt(at) == ':') {
                    colon();
                } else if (sql.charAt(at) == '?' && !sql.startsWith("??", at)) {
                    throw new IllegalArgumentException("The statement has a parameter without a name: " + sql);
                } else {
                    copyTo(end());
                }
            }
            return new NamedStatement(jdbc.toString(), names);
        }

        private void colon() {
            int end = endOfWord(at + 1);
            if (sql.startsWith("::", at)) {
                copyTo(at + 2);
            } else if (end == at + 1 || !Character.isLetter(sql.charAt(at + 1))) {
                copyTo(at + 1);
            } else {
                names.add(sql.substring(at + 1, end));
                jdbc.append('?');
                at = end;
            }
        }

        private void copyTo(int end) {
            jdbc.append(sql, at, end);
            at = end;
        }

        /** Where that ends which begins here and has no parameter in it. */
        private int end() {
            char first = sql.charAt(at);
            if (first == '\'' || first == '"') {
                return endOfQuoted(at + 1, first, false);
            }
            if (sql.startsWith("E'", at) || sql.startsWith("e'", at)) {
                return endOfQuoted(at + 2, '\'', true);
            }
            if (isWord(first)) {
                return endOfIdentifier();
            }
            if (first == '$') {
                int tag = endOfWord(at + 1);
                return sql.startsWith("$", tag) ? after(sql.substring(at, tag + 1), tag + 1) : at + 1;
            }
            if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                return line < 0 ? sql.length() : line;
            }
            return sql.startsWith("/*", at) ? endOfComment() : at + (first == '?' ? 2 : 1);
        }

        /** A quote that belongs to the text is there twice. */
        private int endOfQuoted(int from, char quote, boolean escapes) {
            for (int i = from; i < sql.length(); i++) {
                if (sql.charAt(i) == quote) {
                    boolean twice = i + 1 < sql.length() && sql.charAt(i + 1) == quote;
                    if (!twice) {
                        return i + 1;
                    }
                    i++;
                } else if (escapes && sql.charAt(i) == '\\') {
                    i++;
                }
            }
            throw unfinished();
        }

        /** In PostgreSQL a comment can have others in it. */
        private int endOfComment() {
            int depth = 0;
            for (int i = at; i < sql.length(); i++) {
                if (sql.startsWith("/*", i)) {
                    depth++;
                    i++;
                } else if (sql.startsWith("*/", i)) {
                    depth--;
                    i++;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            }
            throw unfinished();
        }

        private int after(String what, int from) {
            int found = sql.indexOf(what, from);
            if (found < 0) {
                throw unfinished();
            }
            return found + what.length();
        }

        private IllegalArgumentException unfinished() {
            return new IllegalArgumentException("The statement has a quote or a comment without an end: " + sql);
        }

        /** A dollar sign inside an identifier begins no quote. */
        private int endOfIdentifier() {
            int end = at;
            while (end < sql.length() && (isWord(sql.charAt(end)) || sql.charAt(end) == '$')) {
                end++;
            }
            return end;
        }

        private int endOfWord(int from) {
            int end = from;
            while (end < sql.length() && isWord(sql.charAt(end))) {
                end++;
            }
            return end;
        }

        private static boolean isWord(char character) {
            return Character.isLetterOrDigit(character) || character == '_';
        }
    }
}
