package io.voxgate.adapter.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.Vectors;
import io.voxgate.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TencentSigningTest {

    static Stream<JsonNode> tc3() {
        return Vectors.of("tc3");
    }

    static Stream<JsonNode> userSig() {
        return Vectors.of("trtcUserSig");
    }

    @ParameterizedTest
    @MethodSource("tc3")
    void authorizationEqualsTheVector(JsonNode vector) {
        String authorization = Tc3.authorization(
                vector.get("secretId").asText(),
                vector.get("secretKey").asText(),
                vector.get("service").asText(),
                vector.get("host").asText(),
                vector.get("body").asText().getBytes(StandardCharsets.UTF_8),
                Instant.ofEpochSecond(vector.get("timestamp").asLong()));

        assertThat(authorization).isEqualTo(vector.get("authorization").asText());
    }

    @ParameterizedTest
    @MethodSource("userSig")
    void innerSignatureEqualsTheVector(JsonNode vector) {
        String signature = UserSig.signature(
                new SecretText(vector.get("secretKey").asText()),
                vector.get("sdkAppId").asLong(),
                vector.get("identifier").asText(),
                Instant.ofEpochSecond(vector.get("time").asLong()),
                Duration.ofSeconds(vector.get("expire").asLong()));

        assertThat(signature).isEqualTo(vector.get("tlsSig").asText());
    }
}
