package io.voxgate.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The committed contract. */
public final class ContractFile {
    /** In the repository. */
    public static final Path PATH = Path.of("openapi/voxgate.yaml");

    private ContractFile() {}

    public static String read() {
        try {
            return Files.readString(PATH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a tree. */
    public static JsonNode tree() {
        try {
            return new YAMLMapper().readTree(read());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A strict reading of it: undocumented members are errors too. */
    public static OpenApiInteractionValidator validator() {
        return OpenApiInteractionValidator.createForInlineApiSpecification(read())
                .build();
    }
}
