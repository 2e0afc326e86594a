package io.voxgate.api;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contract for everybody, as the build made it: {@code /openapi.yaml} and {@code /openapi.json}. It lies in two
 * files of this process, so that slow readers of it cost no memory.
 */
@ApplicationScoped
public class ContractFiles {
    private static final int ETAG_BYTES = 16;

    private final OpenApiDocumentService documents;
    private final Map<String, Document> served = new TreeMap<>();

    private record Document(Path file, long bytes, String type, String etag) {}

    public ContractFiles(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    void write(@Observes StartupEvent start) throws IOException {
        served.put("/openapi.yaml", document(Format.YAML, MediaTypes.YAML));
        served.put("/openapi.json", document(Format.JSON, MediaTypes.JSON));
    }

    void remove(@Observes ShutdownEvent stop) throws IOException {
        for (Document document : served.values()) {
            Files.deleteIfExists(document.file());
        }
    }

    private Document document(Format format, String type) throws IOException {
        byte[] text = documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, format);
        Path file = Files.write(Files.createTempFile("voxgate-contract-", ".tmp"), text);
        file.toFile().deleteOnExit();
        return new Document(file, text.length, type, etag(text));
    }

    private static String etag(byte[] text) {
        try {
            return "\""
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, ETAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    void register(@Observes Router router) {
        for (String path : List.of("/openapi.yaml", "/openapi.json")) {
            router.get(path).handler(context -> answer(context, path, true));
            router.head(path).handler(context -> answer(context, path, false));
        }
    }

    private void answer(RoutingContext context, String path, boolean whole) {
        Document document = Objects.requireNonNull(served.get(path), path);
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, document.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (known(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), document.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, document.type());
        if (whole) {
            response.sendFile(document.file().toString()).onFailure(context::fail);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(document.bytes()))
                    .end();
        }
    }

    private static boolean known(@Nullable String given, String etag) {
        return Optional.ofNullable(given).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
