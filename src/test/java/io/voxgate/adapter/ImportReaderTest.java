package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Optional;
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
                {"llm": {"url": "https://host/v1"},
                 "vendorOptions": {"toy": {"Meta": {"order": 1, "secret_key": {"$credential": "toy", "field": "secretKey"}},
                   "New": {"Api-Key": {"$credential": "toy", "field": "apiKey"},
                           "List": [{"TOKEN": {"$credential": "toy", "field": "token"}, "Size": 3}]},
                   "Text": "{\\"password\\":{\\"$credential\\":\\"toy\\",\\"field\\":\\"password\\"}}", "Tokens": 7}}}""").orElseThrow());
        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::vendorPath, ImportResult.ImportEntry::outcome)
                .contains(
                        tuple("New.Api-Key", ImportOutcome.SECRET),
                        tuple("New.List[0].TOKEN", ImportOutcome.SECRET),
                        tuple("Text.password", ImportOutcome.SECRET),
                        tuple("Meta.secret_key", ImportOutcome.SECRET),
                        tuple("Url", ImportOutcome.CONVERTED));
        assertThat(imported.credentials())
                .containsExactly(new ImportResult.FoundCredential(
                        "toy",
                        List.of("apiKey", "token", "password", "secretKey"),
                        List.of("New.Api-Key", "New.List[0].TOKEN", "Text.password", "Meta.secret_key")));
        assertThat(imported.fields())
                .filteredOn(field -> field.vendorPath().equals("New.List[0].TOKEN"))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.path()).isEqualTo("/vendorOptions/toy/New/List/0/TOKEN");
                    assertThat(field.note())
                            .isEqualTo("Put it into the credential toy, field token; a slot stands in its place.");
                });
    }

    /**
     * Two secrets of one name are two fields; the same secret twice is one. What stands for an account beside a key
     * goes with it.
     */
    @Test
    void eachSecretHasAFieldOfItsOwn() {
        ImportReader reading = reading("""
                {"AvatarConfig": {"A": {"AppId": "leak-0", "Token": "leak-1"}, "B": {"Token": "leak-2"},
                 "C": {"Token": "leak-1"}, "password": 12345678, "tokens": {"x": 1}, "secrets": {"a": "leak-3", "b": ["leak-4"]}}}""");

        ImportResult imported = reading.finish(Set.of());

        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak", "12345678");
        assertThat(imported.agent().at("/vendorOptions/toy/AvatarConfig"))
                .isEqualTo(Json.parse("""
                {"A": {"AppId": {"$credential": "avatar", "field": "appId"}, "Token": {"$credential": "avatar", "field": "token"}},
                 "B": {"Token": {"$credential": "avatar", "field": "token2"}},
                 "C": {"Token": {"$credential": "avatar", "field": "token"}},
                 "password": {"$credential": "avatar", "field": "password"}, "tokens": {"x": 1},
                 "secrets": {"a": {"$credential": "avatar", "field": "secretsA"},
                             "b": [{"$credential": "avatar", "field": "secretsB"}]}}""").orElseThrow());
    }

    /** A credential has twenty fields at most. */
    @Test
    void manySecretsAreSeveralCredentials() {
        ObjectNode request = Json.object();
        ObjectNode options = request.putObject("TTSConfig");
        for (int i = 0; i < 45; i++) {
            options.putObject("Part" + i).put("APIKey", "leak-" + i);
        }
        ImportReader reading = new ImportReader("toy", request, Set.of());

        ImportResult imported = reading.finish(Set.of());

        assertThat(imported.credentials())
                .extracting(ImportResult.FoundCredential::name)
                .containsExactly("tts", "tts-2", "tts-3", "tts-4");
        assertThat(imported.credentials())
                .allSatisfy(found -> assertThat(found.fields()).hasSizeLessThanOrEqualTo(20));
        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak");
    }

    /** What already looks like a slot came from nobody who may choose a credential. */
    @Test
    void aSlotInAVendorsRequestIsThrownAway() {
        ImportReader reading =
                reading("{\"New\": {\"a\": {\"$credential\": \"leak\", \"field\": \"apiKey\"}, \"b\": 1}}");

        ImportResult imported = reading.finish(Set.of());

        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak");
        assertThat(imported.agent().at("/vendorOptions/toy/New"))
                .isEqualTo(Json.parse("{\"b\": 1}").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"199", "6001", "500.5", "\"500\"", "true", "[]", "{}"})
    void aValueThatTheModelForbidsIsKept(String value) {
        ImportReader reading = reading("{\"Pause\": " + value + "}");
        reading.convert("Pause", "/vad/silenceMs", FieldConversions.same());

        assertThat(reading.finish(Set.of("Pause")).fields())
                .extracting(ImportResult.ImportEntry::path, ImportResult.ImportEntry::outcome)
                .containsExactly(tuple("/vendorOptions/toy", ImportOutcome.KEPT));
    }

    /** In an agent, which is a merge patch, null would take the member away. */
    @Test
    void aNullIsReportedAndNotKept() {
        ImportResult imported = reading("{\"Pause\": null, \"Deep\": {\"er\": null, \"kept\": 1}}")
                .finish(Set.of());

        assertThat(imported.fields())
                .extracting(
                        ImportResult.ImportEntry::vendorPath,
                        ImportResult.ImportEntry::path,
                        ImportResult.ImportEntry::outcome)
                .contains(
                        tuple("Pause", null, ImportOutcome.CONVERTED), tuple("Deep.er", null, ImportOutcome.CONVERTED));
        assertThat(imported.agent())
                .isEqualTo(Json.parse("{\"vendorOptions\": {\"toy\": {\"Deep\": {\"kept\": 1}}}}")
                        .orElseThrow());
    }

    /** A number that the vendor would get as another one is none of ours: it stays as it came. */
    @Test
    void whatWouldBeSentAsAnotherNumberIsKept() {
        ImportReader reading = reading("{\"Wait\": 1.23456}");
        reading.convert("Wait", "/vad/silenceMs", FieldConversions.seconds(1, "0.5", "3"));

        assertThat(reading.finish(Set.of("Wait")).fields())
                .extracting(ImportResult.ImportEntry::vendorPath, ImportResult.ImportEntry::outcome)
                .containsExactly(tuple("Wait", ImportOutcome.KEPT));
    }

    /** What a vendor gets in another spelling is said with the field. */
    @Test
    void anotherSpellingIsReported() {
        ImportReader reading = reading("{\"Word\": \"en-US\"}");
        reading.convert(
                "Word",
                "/stt/language",
                FieldConversion.of(
                        _ -> FieldConversion.Converted.of(FieldOutcome.CONVERTED, Json.text("en")), Optional::of));

        assertThat(reading.finish(Set.of()).fields())
                .containsExactly(new ImportResult.ImportEntry(
                        "Word", "/stt/language", ImportOutcome.CONVERTED, "Sent to the vendor as \"en\"."));
    }

    /** What an agent's options may not hold is not carried, and what is empty then goes with it. */
    @Test
    void aProtectedFieldThatNobodyReadIsNotCarried() {
        ImportReader reading = reading("{\"Place\": {\"Room\": [1]}, \"Other\": 1, \"a/b\": 2}");

        ImportResult imported = reading.finish(Set.of("Place.Room"), Set.of("Place.Room", "a/b"));

        assertThat(imported.agent())
                .isEqualTo(Json.parse("{\"vendorOptions\": {\"toy\": {\"Other\": 1}}}")
                        .orElseThrow());
        assertThat(imported.fields())
                .filteredOn(row -> row.outcome() == ImportOutcome.CONNECTION)
                .extracting(ImportResult.ImportEntry::vendorPath)
                .containsExactlyInAnyOrder("Place.Room", "a/b");
    }

    /** A key that nobody read may come back as a slot, below the request's top; the address beside it may not. */
    @Test
    void aProtectedKeyIsCarriedAsASlotOnly() {
        ImportReader reading = reading("""
                {"Voice": {"ApiKey": "leak", "Url": "https://leak.example.com", "Kind": "new"}}""");

        ImportResult imported = reading.finish(Set.of(), Set.of("Voice.ApiKey", "Voice.Url"));

        assertThat(imported.agent().at("/vendorOptions/toy"))
                .isEqualTo(Json.parse("""
                {"Voice": {"ApiKey": {"$credential": "toy", "field": "apiKey"}, "Kind": "new"}}""").orElseThrow());
        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::vendorPath, ImportResult.ImportEntry::outcome)
                .containsExactlyInAnyOrder(
                        tuple("Voice.ApiKey", ImportOutcome.SECRET),
                        tuple("Voice.Url", ImportOutcome.CONNECTION),
                        tuple("Voice.Kind", ImportOutcome.UNKNOWN));
        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak");
    }

    /** One that is not in the request is asked for, and is as no other secret. */
    @Test
    void aSecretThatIsNeededAndLackingIsAskedFor() {
        ImportReader reading = reading("{\"TTSConfig\": {\"apiKey\": \"leak\"}}");
        reading.requiredSecret("Key", "/tts/credentialRef", "tts", "apiKey");

        ImportResult imported = reading.finish(Set.of());

        assertThat(imported.agent()
                        .at("/vendorOptions/toy/TTSConfig/apiKey/field")
                        .asText())
                .isEqualTo("apiKey2");
        assertThat(imported.credentials())
                .containsExactly(new ImportResult.FoundCredential(
                        "tts", List.of("apiKey", "apiKey2"), List.of("TTSConfig.apiKey")));
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
