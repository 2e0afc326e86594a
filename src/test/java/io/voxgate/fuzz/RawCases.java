package io.voxgate.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Operations.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Bodies that cannot be read: no JSON, another encoding, another media type, cut off, too large, too deep; and YAML
 * that means other things.
 */
final class RawCases {
    private static final int MIB = 1 << 20;

    private final Operation operation;
    private final Call call;
    private final String json;
    private final RandomGenerator random;
    private final List<FuzzCase> cases = new ArrayList<>();

    RawCases(Operation operation, Call call, ObjectNode body, RandomGenerator random) {
        this.operation = operation;
        this.call = call;
        this.json = body.toString();
        this.random = random;
    }

    List<FuzzCase> all() {
        HostileValues.NO_JSON.forEach(text -> unreadable("<" + text + ">", bytes(text)));
        encodings();
        mediaTypes();
        sizes();
        if (operation.mediaTypes().contains("application/yaml")) {
            yaml();
        }
        List.of("[]", "\"text\"", "7", "true", "null", "[" + json + "]")
                .forEach(text -> cases.add(new FuzzCase(
                        operation,
                        "no object: " + text,
                        body(bytes(text)),
                        Optional.of(""),
                        Set.of(400, 422),
                        Set.of())));
        return cases;
    }

    private void encodings() {
        unreadable("UTF-16", json.getBytes(StandardCharsets.UTF_16));
        unreadable("UTF-16 without a mark", json.getBytes(StandardCharsets.UTF_16LE));
        unreadable("UTF-32", json.getBytes(Charset.forName("UTF-32")));
        unreadable(
                "bytes that are no UTF-8", bytes(json.replaceFirst("\"", "\"#"), "#", new byte[] {(byte) 0xc3, 0x28}));
        unreadable(
                "an overlong encoding",
                bytes(json.replaceFirst("\"", "\"#"), "#", new byte[] {(byte) 0xc0, (byte) 0xaf}));
        unreadable(
                "a surrogate in UTF-8",
                bytes(json.replaceFirst("\"", "\"#"), "#", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
        unreadable("a gzipped body that does not say so", gzip(bytes(json)));
        harmless("a gzipped body that says so", body(gzip(bytes(json))).header("Content-Encoding", "gzip"));
        harmless("gzip that is none", body(bytes("no gzip")).header("Content-Encoding", "gzip"));
        harmless("a byte order mark", body(bytes("\ufeff" + json)));
        int cut = 1 + random.nextInt(json.length() - 2);
        unreadable("cut off after " + cut + " characters", bytes(json.substring(0, cut)));
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        unreadable("noise", noise);
        byte[] flipped = bytes(json);
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        harmless("one bit flipped", body(flipped));
        unreadable("one member twice", bytes("{\"" + firstMember() + "\":1," + json.substring(1)));
    }

    private String firstMember() {
        return json.substring(2, json.indexOf('"', 2));
    }

    private void mediaTypes() {
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/octet-stream",
                "multipart/form-data; boundary=x",
                "text/html",
                "image/png",
                "application/jsonx",
                "application/*",
                "*/*",
                "application/vnd.x+json",
                "application/problem+json")) {
            cases.add(FuzzCase.status(operation, "the media type " + type, call.body(type, bytes(json)), 415));
        }
        for (String type : List.of(
                "json",
                "application",
                "/",
                "application/json/x",
                ";",
                "application/json; charset=nonsense",
                "application/json; charset=utf-16",
                "APPLICATION/JSON",
                "application/json;")) {
            harmless("the media type " + type, call.body(type, bytes(json)));
        }
    }

    private void sizes() {
        unreadable("1000 lists deep", bytes("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"));
        unreadable("100,000 objects deep", bytes("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)));
        unreadable("100,000 lists deep and never closed", bytes("[".repeat(100_000)));
        cases.add(FuzzCase.status(
                operation,
                "10,000 unknown members",
                body(bytes("{"
                        + String.join(
                                ",",
                                IntStream.range(0, 10_000)
                                        .mapToObj(i -> "\"m" + i + "\":1")
                                        .toList()) + "}")),
                422));
        cases.add(FuzzCase.status(operation, "a body of one byte over 1 MiB", body(padded(MIB + 1)), 413));
        cases.add(FuzzCase.status(operation, "a body of 3 MiB", body(padded(3 * MIB)), 413));
        harmless("a body of 1 MiB", body(padded(MIB)));
    }

    /** The body with as many spaces before it as it takes. */
    private byte[] padded(int length) {
        byte[] all = new byte[length];
        Arrays.fill(all, (byte) ' ');
        byte[] text = bytes(json);
        System.arraycopy(text, 0, all, length - text.length, text.length);
        return all;
    }

    private void yaml() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char name = 'b'; name <= 'i'; name++) {
            bomb.append(name)
                    .append(": &")
                    .append(name)
                    .append(" [*")
                    .append((char) (name - 1))
                    .append(", *".repeat(1))
                    .append((char) (name - 1))
                    .append(", *")
                    .append((char) (name - 1))
                    .append("]\n");
        }
        yaml("a bomb of aliases", bomb.toString());
        yaml("an alias of itself", "a: &a [*a]\n");
        yaml("a tag", "a: !!java.net.URL [\"http://x\"]\n");
        yaml(
                "a tag of a script engine",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://x\"]]]]\n");
        yaml("a merge key", "a: &a {b: 1}\nc: {<<: *a}\n");
        yaml("two documents", "a: 1\n---\nb: 2\n");
        yaml("one key twice", "a: 1\na: 2\n");
        yaml("a tab", "a:\n\tb: 1\n");
        yaml("a list that is not closed", "a: [1, 2\n");
        yaml("nothing", "");
        yaml("a comment alone", "# nothing\n");
        yaml("a control character", "a: \u0001\n");
        yaml("deep flow", "a: " + "[".repeat(500) + "]".repeat(500) + "\n");
        yaml("deep flow of 50,000", "[".repeat(50_000));
        yaml("deep blocks", deepBlocks());
        cases.add(FuzzCase.status(
                operation, "YAML with complex keys", yamlCall("? [a, b]\n: 1\n? {c: d}\n: 2\n"), 400, 422));
        for (String text : List.of(
                "a: 0x1F\nb: 0o17\nc: 1_000\nd: 12:30:45\ne: .inf\nf: .nan\ng: ~\n",
                "a: 2001-01-01\n",
                "yes: no\n",
                "- a\n- b\n",
                "just a text\n",
                "{a: b}\n",
                "a: |\n  x\n  y\n",
                "%YAML 1.1\n---\na: 1\n",
                "a: 1e1000000000\n")) {
            cases.add(FuzzCase.status(operation, "YAML <" + text.replace("\n", "\\n") + ">", yamlCall(text), 400, 422));
        }
        List.of("application/x-yaml", "text/yaml")
                .forEach(type -> cases.add(
                        FuzzCase.status(operation, "a list as " + type, call.body(type, bytes("- a\n")), 422)));
    }

    private static String deepBlocks() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private void yaml(String what, String text) {
        cases.add(FuzzCase.status(operation, "YAML, " + what, yamlCall(text), 400));
    }

    private Call yamlCall(String text) {
        return call.body("application/yaml", bytes(text));
    }

    private void unreadable(String what, byte[] bytes) {
        cases.add(FuzzCase.status(operation, "no JSON: " + what, body(bytes), 400));
    }

    private void harmless(String what, Call changed) {
        cases.add(FuzzCase.harmless(operation, what, changed));
    }

    private Call body(byte[] bytes) {
        return call.body(operation.mediaTypes().getFirst(), bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text, String hole, byte[] raw) {
        int at = text.indexOf(hole);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(text.substring(0, at)));
        all.writeBytes(raw);
        all.writeBytes(bytes(text.substring(at + 1)));
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(all)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }
}
