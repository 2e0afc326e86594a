package io.voxgate.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which member names hold secrets. A name is judged by its parts, whatever their case and what separates them, from the
 * last one backwards.
 */
public final class SecretNames {
    /** Those that never hold anything else: whatever their value is, it is a secret. */
    private static final Set<String> RESERVED = Set.of(
            "apikey", "secretkey", "secretid", "token", "subscriptionkey", "password", "authorization", "usersig");

    /**
     * Between {@code api} and {@code Key}, between {@code API} and {@code Key}, and at everything that is neither
     * letter nor digit.
     */
    private static final Pattern PARTS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+");

    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern COUNTER = Pattern.compile("(?<![0-9])[0-9]+$");
    private static final Pattern OPAQUE = Pattern.compile("(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9+/=_]{20,}");

    /** Parts that say nothing of what a member is. */
    private static final Set<String> NOISE = Set.of(
            "",
            "v",
            "value",
            "val",
            "text",
            "string",
            "str",
            "header",
            "param",
            "parameter",
            "plain",
            "raw",
            "data",
            "content",
            "prod",
            "production",
            "test",
            "dev",
            "live",
            "staging",
            "primary",
            "secondary",
            "old",
            "new",
            "current",
            "previous",
            "base64",
            "b",
            "hex",
            "env",
            "hash",
            "enc",
            "encrypted");

    private static final Set<String> WORDS = Set.of(
            "secret",
            "secrets",
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "passcode",
            "pwd",
            "credential",
            "credentials",
            "cookie",
            "cookies",
            "authorization",
            "usersig",
            "sig",
            "jwt",
            "bearer");
    /** Names that are written without anything between their words. */
    private static final List<String> ENDINGS = List.of(
            "secret",
            "password",
            "passwd",
            "passphrase",
            "credential",
            "credentials",
            "authorization",
            "usersig",
            "apikey",
            "apikeys",
            "accesskey",
            "secretkey",
            "privatekey",
            "appkey",
            "authkey",
            "sdkkey",
            "subscriptionkey",
            "masterkey",
            "signingkey",
            "encryptionkey",
            "licensekey",
            "accesstoken",
            "authtoken",
            "apitoken",
            "refreshtoken",
            "idtoken",
            "sessiontoken",
            "securitytoken",
            "bearertoken",
            "csrftoken",
            "xsrftoken",
            "secretid",
            "accesskeyid",
            "setcookie",
            "sessioncookie",
            "xsignature",
            "connection");

    private static final Set<String> PLAIN_TOKENS = Set.of(
            "stop",
            "eos",
            "bos",
            "pad",
            "unk",
            "sep",
            "mask",
            "cls",
            "max",
            "min",
            "end",
            "start",
            "special",
            "page",
            "next",
            "continuation",
            "cursor",
            "sync",
            "input",
            "output",
            "prompt",
            "completion",
            "per");
    private static final Set<String> PLAIN_SIGNATURES =
            Set.of("email", "mail", "letter", "time", "key", "function", "method", "type");
    private static final Set<String> PLAIN_KEYS = Set.of(
            "hot",
            "primary",
            "foreign",
            "sort",
            "partition",
            "cache",
            "idempotency",
            "dedupe",
            "dedup",
            "public",
            "message",
            "translation",
            "answer",
            "index",
            "group",
            "routing",
            "row",
            "natural",
            "composite",
            "candidate",
            "unique",
            "map",
            "object",
            "dict",
            "dictionary",
            "lookup",
            "json",
            "field",
            "config",
            "property",
            "label",
            "template",
            "prompt",
            "shortcut",
            "dtmf",
            "phone",
            "pound",
            "star",
            "hash",
            "arrow",
            "enter",
            "music",
            "tonic",
            "soft",
            "function",
            "menu",
            "digit",
            "press",
            "escape",
            "shift",
            "control",
            "option",
            "event",
            "variable",
            "slot",
            "intent",
            "metric",
            "item",
            "list",
            "topic",
            "room",
            "order",
            "text",
            "name",
            "type",
            "turn",
            "locale",
            "language");
    private static final Set<String> SECRET_KINDS = Set.of(
            "api",
            "secret",
            "access",
            "refresh",
            "private",
            "auth",
            "signing",
            "encryption",
            "subscription",
            "session",
            "bearer",
            "security");
    private static final Set<String> PASSES =
            Set.of("", "user", "db", "database", "smtp", "ftp", "mail", "admin", "root", "http", "proxy", "redis");
    private static final Set<String> DOUBTFUL =
            Set.of("key", "auth", "pass", "sign", "session", "sid", "ak", "sk", "pat", "sas");

    private SecretNames() {}

    /** One of the eight names that an agent may not have anywhere. */
    public static boolean reserved(String name) {
        return RESERVED.contains(
                SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(""));
    }

    /** A name whose text, object or list is a secret; a number or a switch of that name is none. */
    public static boolean secret(String name) {
        List<String> parts = parts(name);
        if (parts.isEmpty()) {
            return false;
        }
        String last = parts.getLast();
        String before = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
        return WORDS.contains(last)
                || switch (last) {
                    case "token" -> !PLAIN_TOKENS.contains(before);
                    case "tokens", "keys" -> SECRET_KINDS.contains(before);
                    case "key" -> !before.isEmpty() && !PLAIN_KEYS.contains(before);
                    case "signature" -> !PLAIN_SIGNATURES.contains(before);
                    case "pass" -> PASSES.contains(before);
                    case "id" ->
                        before.equals("secret")
                                || (before.equals("key")
                                        && parts.size() > 2
                                        && SECRET_KINDS.contains(parts.get(parts.size() - 3)));
                    default -> squashed(name, String.join("", parts));
                };
    }

    /** A name that often is no secret's, with a text that can hardly be anything else. */
    public static boolean secret(String name, String text) {
        return secret(name) || (likely(name) && OPAQUE.matcher(text).matches());
    }

    /** Whether any text could make a secret of a member with this name. */
    static boolean likely(String name) {
        List<String> parts = parts(name);
        return secret(name) || (!parts.isEmpty() && DOUBTFUL.contains(parts.getLast()));
    }

    private static boolean squashed(String name, String together) {
        return ENDINGS.stream().anyMatch(together::endsWith)
                && (!together.endsWith("connection")
                        || name.toLowerCase(Locale.ROOT).endsWith("string"));
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : PARTS.split(name)) {
            parts.add(COUNTER.matcher(part.toLowerCase(Locale.ROOT)).replaceAll(""));
        }
        while (!parts.isEmpty() && NOISE.contains(parts.getLast())) {
            parts.removeLast();
        }
        return parts;
    }
}
