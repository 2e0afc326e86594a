package io.voxgate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("llm", "voice", "avatar-tencent", "apiKey", "subscriptionKey");

    @ParameterizedTest
    @CsvSource({
        "lml, llm",
        "voise, voice",
        "avatar-tencnet, avatar-tencent",
        "apikey, apiKey",
        "ApiKey, apiKey",
        "subscriptionkey, subscriptionKey",
        "zzzzzz, ''",
        "stt, ''"
    })
    void theNearestIsTheOneThatWasMeant(String given, String meant) {
        assertThat(NearestName.of(given, KNOWN).orElse("")).isEqualTo(meant);
        assertThat(NearestName.question(given, KNOWN)).isEqualTo(meant.isEmpty() ? "" : " Did you mean " + meant + "?");
    }
}
