package io.voxgate.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** One row of {@code doctor/misconfigurations.yaml}. */
record Misconfiguration(JsonNode row) {
    static List<Misconfiguration> all() {
        try (InputStream in =
                Objects.requireNonNull(Misconfiguration.class.getResourceAsStream("/doctor/misconfigurations.yaml"))) {
            return Documents.yaml(in.readAllBytes())
                    .valueStream()
                    .map(Misconfiguration::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask() {
        return text("ask", "");
    }

    String name() {
        return text("name", "");
    }

    String vendor() {
        return text("vendor", "tencent-trtc");
    }

    /** The cause that has to be named first. */
    String first() {
        return text("first", "");
    }

    /** What is to be put right; empty where the row does not say. */
    String pointer() {
        return text("pointer", "");
    }

    String text(String member, String otherwise) {
        return row.path(member).asText(otherwise);
    }

    int number(String member) {
        return row.path(member).asInt();
    }

    /** Whether an answer names the true cause, and where it is. */
    boolean namedBy(String cause, String where) {
        return first().equals(cause) && (pointer().isEmpty() || pointer().equals(where));
    }

    @Override
    public String toString() {
        return name();
    }
}
