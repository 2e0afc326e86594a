package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.tencent.UserSigs;
import io.voxgate.tck.Yaml;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * UserSigs as people post them when a join fails ({@code src/test/resources/cases}): the room's door lets the right one
 * in, and only for its time.
 */
final class UserSigSamplesTest {
    private static final JsonNode SAMPLES = Yaml.resource("/cases/usersig-samples.json");
    private static final JsonNode GOOD = SAMPLES.at("/samples/0");
    private static final UserSigCheck DOOR = new UserSigCheck(
            SAMPLES.get("sdkSecretKey").asText(), SAMPLES.get("sdkAppId").asText());
    private static final Instant MINTED = Instant.ofEpochSecond(GOOD.get("time").asLong());

    private static boolean admitted(int sample, Instant now) {
        JsonNode one = SAMPLES.get("samples").get(sample);
        return DOOR.admits(one.get("userId").asText(), one.get("userSig").asText(), now);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "2, false", "3, false"})
    void onlyTheGoodOneIsAdmitted(int sample, boolean admitted) {
        assertThat(SAMPLES.get("samples")).hasSize(4);
        assertThat(admitted(sample, MINTED.plusSeconds(1)))
                .as(SAMPLES.get("samples").get(sample).get("name").asText())
                .isEqualTo(admitted);
    }

    @Test
    void itsTimeEnds() {
        long seconds = GOOD.get("expire").asLong();

        assertThat(admitted(0, MINTED.plusSeconds(seconds - 1))).isTrue();
        assertThat(admitted(0, MINTED.plusSeconds(seconds))).isFalse();
    }

    /** Another app's door knows neither the key nor the id. */
    @Test
    void anotherAppDoesNotAdmitIt() {
        UserSigCheck other = new UserSigCheck(SAMPLES.get("sdkSecretKey").asText(), "1400000043");

        assertThat(other.admits(GOOD.get("userId").asText(), GOOD.get("userSig").asText(), MINTED))
                .isFalse();
    }

    /** What is computed by the page's formula at that instant is admitted as well, as the good one is. */
    @Test
    void oneByTheFormulaIsAsGood() {
        UserSigs own = new UserSigs(
                SAMPLES.get("sdkSecretKey").asText(),
                SAMPLES.get("sdkAppId").asText(),
                GOOD.get("userId").asText(),
                MINTED,
                GOOD.get("expire").asLong());

        assertThat(DOOR.admits(GOOD.get("userId").asText(), own.text(), MINTED)).isTrue();
    }
}
