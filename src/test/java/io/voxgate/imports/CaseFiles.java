package io.voxgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real inputs of {@code src/test/resources/cases}. */
final class CaseFiles {
    private static final Path FOLDER = Path.of("src/test/resources/cases");

    private CaseFiles() {}

    static Set<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file whose name begins so. */
    static String named(String prefix) {
        return names().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no case " + prefix));
    }

    static ObjectNode request(String name) {
        return (ObjectNode) tree(name);
    }

    /** The item with this id of a file that is a list. */
    static JsonNode item(String name, String id) {
        return tree(name)
                .valueStream()
                .filter(item -> item.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode tree(String name) {
        return Yaml.resource("/cases/" + name);
    }

    /** A start of TRTC with these two strings. */
    static ObjectNode trtc(String model, String voice) {
        return Json.object()
                .put("SdkAppId", 1400000042)
                .put("RoomId", "123456")
                .put("RoomIdType", 0)
                .put("LLMConfig", Optional.ofNullable(model).orElse("""
                        {"LLMType":"openai","Model":"m","APIKey":"k","APIUrl":"https://llm.example.com/v1/chat/completions"}"""))
                .put("TTSConfig", Optional.ofNullable(voice).orElse("""
                        {"TTSType":"flow","VoiceId":"v-female-R2s4N9qJ","Model":"flow_01_turbo"}"""));
    }
}
