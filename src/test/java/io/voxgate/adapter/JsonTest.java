package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "nul", "[1", "1e", "01"})
    void whatIsNoJsonIsEmpty(String text) {
        assertThat(Json.parse(text)).isEmpty();
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    /** Seven bytes must never become ten thousand, here, in the database or in a webhook. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9999",
                "-1e9999",
                "1e-9999",
                "1e40",
                "1e-41",
                "1e1000000000",
                "1e87770730166",
                "-1e-99999",
                "0.5e10001",
                "12345678901234567890123456789012345678901",
                "0.12345678901234567890123456789012345678901",
                "1.5e-40"
            })
    void aNumberOfMoreThanFortyDigitsStaysTheTextThatItWas(String number) {
        String written = "{\"n\":" + number + "}";
        String kept = "{\"n\":\"" + number + "\"}";
        assertThat(Json.parse(written).map(Json::write)).contains(kept);
        assertThat(Json.parse(written.getBytes(StandardCharsets.UTF_8)).map(Json::write))
                .contains(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "1e3, 1000",
        "0.25, 0.25",
        "1e39, 1000000000000000000000000000000000000000",
        "-12e-2, -0.12",
        "1234567890123456789012345678901234567890, 1234567890123456789012345678901234567890",
        "0.1234567890123456789012345678901234567891, 0.1234567890123456789012345678901234567891",
        "-0, 0",
        "9007199254740993, 9007199254740993"
    })
    void everyOtherNumberIsExact(String number, String written) {
        assertThat(Json.parse("[" + number + "]").map(Json::write)).contains("[" + written + "]");
    }

    /** Reading a number of so many digits as a number costs the square of its length. */
    @Test
    void aHundredThousandDigitsAreTextAndCostNothing() {
        String digits = "1" + "0".repeat(100_000);
        byte[] body = ("[" + digits + "," + digits + ".5,0." + digits + "]").getBytes(StandardCharsets.UTF_8);
        assertThat(Json.parse(body).map(Json::write))
                .contains("[\"" + digits + "\",\"" + digits + ".5\",\"0." + digits + "\"]");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 20; i++) {
            Json.parse(body);
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(1));
    }
}
