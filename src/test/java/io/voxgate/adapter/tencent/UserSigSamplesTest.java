package io.voxgate.adapter.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import io.voxgate.tck.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/**
 * What Voxgate mints is what the vendor's own tools mint at the same instant, but for the level of zlib
 * ({@code src/test/resources/cases}).
 */
final class UserSigSamplesTest {
    private static final JsonNode SAMPLES = Yaml.resource("/cases/usersig-samples.json");

    private static JsonNode opened(String userSig) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(Base64.getDecoder()
                .decode(userSig.replace('*', '+').replace('-', '/').replace('_', '=')));
        byte[] plain = new byte[4096];
        return Json.parse(new String(plain, 0, inflater.inflate(plain), StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static String minted(String key, JsonNode sample) {
        return UserSig.mint(
                new SecretText(key),
                SAMPLES.get("sdkAppId").asLong(),
                sample.get("userId").asText(),
                Instant.ofEpochSecond(sample.get("time").asLong()),
                Duration.ofSeconds(sample.get("expire").asLong()));
    }

    @Test
    void theGoodOneIsMintedEqual() throws DataFormatException {
        JsonNode good = SAMPLES.at("/samples/0");

        assertThat(Json.same(
                        opened(minted(SAMPLES.get("sdkSecretKey").asText(), good)),
                        opened(good.get("userSig").asText())))
                .isTrue();
    }

    @Test
    void anotherKeyMintsAnother() throws DataFormatException {
        JsonNode good = SAMPLES.at("/samples/0");

        assertThat(opened(minted("another-key", good)).get("TLS.sig"))
                .isNotEqualTo(opened(good.get("userSig").asText()).get("TLS.sig"));
    }
}
