package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.ext.web.Router;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.ServedFile;
import io.voxgate.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The contract for everybody, as the build made it: {@code /openapi.yaml} and {@code /openapi.json}; and
 * {@code /llms.txt}, which leads to it.
 */
@ApplicationScoped
public class ContractFiles {
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final OpenApiDocumentService documents;
    private final Map<String, ServedFile> served = new TreeMap<>();

    public ContractFiles(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    void write(@Observes StartupEvent start) throws IOException {
        served.put("/openapi.yaml", document(Format.YAML, MediaTypes.YAML));
        served.put("/openapi.json", document(Format.JSON, MediaTypes.JSON));
        JsonNode contract = Json.MAPPER.readTree(bytes(Format.JSON));
        served.put("/llms.txt", ServedFile.of(LlmsText.of(contract).getBytes(StandardCharsets.UTF_8), TEXT));
    }

    void remove(@Observes ShutdownEvent stop) throws IOException {
        for (ServedFile document : served.values()) {
            document.delete();
        }
    }

    private ServedFile document(Format format, String type) throws IOException {
        return ServedFile.of(bytes(format), type);
    }

    private byte[] bytes(Format format) {
        return documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, format);
    }

    void register(@Observes Router router) {
        for (String path : List.of("/openapi.yaml", "/openapi.json", "/llms.txt")) {
            router.get(path).handler(context -> file(path).answer(context, ServedFile.ASK_AGAIN));
            router.head(path).handler(context -> file(path).answer(context, ServedFile.ASK_AGAIN));
        }
    }

    private ServedFile file(String path) {
        return Objects.requireNonNull(served.get(path), path);
    }
}
