package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.json.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportReaderTest {

    private static ImportReader reading(String request) {
        return new ImportReader("toy", (ObjectNode) Json.parse(request).orElseThrow(), Set.of());
    }

    @Test
    void secretsWhereNoTableLooksAreTakenOut() {
        ImportReader reading = reading("""
                {"New": {"Api-Key": "leak-1", "List": [{"TOKEN": "leak-2", "Size": 3}]}, "Text": "{\\"password\\":\\"leak-3\\"}",
                 "Meta": {"order": 1, "secret_key": "leak-4"}, "Url": "https://me:leak-5@host/v1", "Tokens": 7}""");
        reading.convert("Meta", "/llm/metadata", FieldConversions.same());
        reading.convert("Url", "/llm/url", FieldConversions.text());

        ImportResult imported = reading.finish(Set.of());

        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak");
        assertThat(imported.agent()).isEqualTo(Json.parse("""
                {"llm": {"metadata": {"order": 1}, "url": "https://host/v1"},
                 "vendorOptions": {"toy": {"New": {"List": [{"Size": 3}]}, "Text": "{}", "Tokens": 7}}}""").orElseThrow());
        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::vendorPath, ImportResult.ImportEntry::outcome)
                .contains(
                        tuple("New.Api-Key", ImportOutcome.SECRET),
                        tuple("New.List[0].TOKEN", ImportOutcome.SECRET),
                        tuple("Text.password", ImportOutcome.SECRET),
                        tuple("Meta.secret_key", ImportOutcome.SECRET),
                        tuple("Url", ImportOutcome.CONVERTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"199", "6001", "500.5", "\"500\"", "true", "[]", "{}", "null"})
    void aValueThatTheModelForbidsIsKept(String value) {
        ImportReader reading = reading("{\"Pause\": " + value + "}");
        reading.convert("Pause", "/vad/silenceMs", FieldConversions.same());

        assertThat(reading.finish(Set.of("Pause")).fields())
                .extracting(ImportResult.ImportEntry::path, ImportResult.ImportEntry::outcome)
                .containsExactly(tuple("/vendorOptions/toy", ImportOutcome.KEPT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "6000"})
    void theEndsOfARangeAreTaken(String value) {
        ImportReader reading = reading("{\"Pause\": " + value + "}");
        reading.convert("Pause", "/vad/silenceMs", FieldConversions.same());

        assertThat(reading.finish(Set.of()).fields())
                .extracting(ImportResult.ImportEntry::path, ImportResult.ImportEntry::outcome)
                .containsExactly(tuple("/vad/silenceMs", ImportOutcome.EXACT));
    }
}
