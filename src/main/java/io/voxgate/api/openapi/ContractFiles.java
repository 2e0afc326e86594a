package io.voxgate.api.openapi;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.ext.web.Router;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.ServedFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The contract for everybody, as the build made it: {@code /openapi.yaml} and {@code /openapi.json}. */
@ApplicationScoped
public class ContractFiles {
    private final OpenApiDocumentService documents;
    private final Map<String, ServedFile> served = new TreeMap<>();

    public ContractFiles(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    void write(@Observes StartupEvent start) throws IOException {
        served.put("/openapi.yaml", document(Format.YAML, MediaTypes.YAML));
        served.put("/openapi.json", document(Format.JSON, MediaTypes.JSON));
    }

    void remove(@Observes ShutdownEvent stop) throws IOException {
        for (ServedFile document : served.values()) {
            document.delete();
        }
    }

    private ServedFile document(Format format, String type) throws IOException {
        return ServedFile.of(documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, format), type);
    }

    void register(@Observes Router router) {
        for (String path : List.of("/openapi.yaml", "/openapi.json")) {
            router.get(path).handler(context -> file(path).answer(context, ServedFile.ASK_AGAIN));
            router.head(path).handler(context -> file(path).answer(context, ServedFile.ASK_AGAIN));
        }
    }

    private ServedFile file(String path) {
        return Objects.requireNonNull(served.get(path), path);
    }
}
