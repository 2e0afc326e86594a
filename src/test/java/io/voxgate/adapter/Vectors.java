package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** The signing test vectors and the vendors' own samples, as data. */
public final class Vectors {
    private Vectors() {}

    /** The vectors of one algorithm in {@code vectors.json}. */
    public static Stream<JsonNode> of(String algorithm) {
        return read("vectors.json").get(algorithm).valueStream();
    }

    /** A vendor's own sample, by file name. */
    public static JsonNode sample(String file) {
        return read("samples/" + file);
    }

    private static JsonNode read(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vendors/" + file)) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
