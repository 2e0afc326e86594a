package io.voxgate.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What never changes while this process runs. It lies in a file of its own, so that slow readers cost no memory. */
public record ServedFile(Path file, long bytes, String type, String etag) {
    /** It may be kept, and is asked for again each time: its name stays the same from version to version. */
    public static final String ASK_AGAIN = "no-cache";

    private static final int ETAG_BYTES = 16;

    public static ServedFile of(byte[] content, String type) throws IOException {
        Path file = Files.write(Files.createTempFile("voxgate-file-", ".tmp"), content);
        file.toFile().deleteOnExit();
        return new ServedFile(file, content.length, type, etag(content));
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String etag(byte[] content) {
        try {
            return "\""
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, ETAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    public void answer(RoutingContext context, String cacheControl) {
        HttpServerResponse response =
                context.response().putHeader(HttpHeaders.ETAG, etag).putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        if (known(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(bytes)).end();
        } else {
            response.sendFile(file.toString()).onFailure(context::fail);
        }
    }

    private boolean known(@Nullable String given) {
        return Optional.ofNullable(given).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
