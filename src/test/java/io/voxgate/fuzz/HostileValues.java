package io.voxgate.fuzz;

import java.util.List;

/** Texts and numbers that break what handles them carelessly. */
final class HostileValues {
    /** As they stand between the quotes of a JSON text. */
    static final List<String> TEXTS = List.of(
            "\\u0000",
            "a\\u0000b",
            "\\u0001\\u001f\\u007f\\u0085",
            "\\ud800",
            "\\udc00\\ud800",
            "\\u202eevil\\u202c",
            "x\\ufeffy",
            "\\uffff\\ufffe",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "e\\u0301\\u0301\\u0301",
            "' OR '1'='1'; DROP TABLE session; --",
            "\\\\x00'",
            "<script>alert(1)</script>",
            "~0~1/a~b",
            "/",
            "%00%2e%2e%2f",
            "../../etc/passwd",
            "${jndi:ldap://x/y}",
            "{{customerName}}",
            "{{",
            "{{nobody}}",
            "%s%n%d",
            "\\r\\nX-Injected: 1",
            "null",
            "true",
            "-1",
            "1e999",
            " ",
            "x\\u2028y",
            "\\n",
            "*",
            "[]",
            "{\\\"a\\\":1}",
            "a".repeat(70),
            "\u4e2d".repeat(5000),
            "x".repeat(200_000));

    /** As they stand in JSON; none of them is a small whole number. */
    static final List<String> NUMBERS = List.of(
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e400",
            "-1e400",
            "1e-400",
            "1e99999",
            "1e1000000000",
            "1e-1000000000",
            "9".repeat(90),
            "9".repeat(2000),
            "0." + "3".repeat(90),
            "-0",
            "-0.0",
            "1.0",
            "1e2",
            "2147483648",
            "-2147483649",
            "4294967296",
            "0.1e1",
            "12345678901234567890.123456789");

    /** What is no JSON at all, though it looks so. */
    static final List<String> NO_JSON = List.of(
            "",
            " ",
            "nul",
            "{",
            "}",
            "[",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":.5}",
            "{\"a\":1.}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":1} {\"b\":2}",
            "{\"a\":1}]",
            "{\"a\":1}x",
            "/* c */{}",
            "{\"a\":tru}",
            "\"",
            "{\"a\":\"");

    private HostileValues() {}
}
