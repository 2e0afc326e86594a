package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "您好, 4", "TRTC房间, 8", "é, 1", "e\u0301, 1", "カナ, 4", "한국, 4", "（好）, 6", "😀, 2", "'', 0"})
    void aChineseCharacterTakesTwoCells(String text, int cells) {
        assertThat(DisplayWidth.of(text)).isEqualTo(cells);
    }

    @Test
    void cutsBetweenCharactersAndSaysThatSomethingIsMissing() {
        assertThat(DisplayWidth.fit("退货，转人工", 7)).isEqualTo("退货，…");
        assertThat(DisplayWidth.fit("退货", 4)).isEqualTo("退货");
        assertThat(DisplayWidth.pad("退货", 6)).isEqualTo("退货  ");
    }

    @Test
    void breaksAtSpacesThenAfterDotsThenAnywhere() {
        assertThat(DisplayWidth.wrap("one two three", 8)).isEqualTo(List.of("one two", "three"));
        assertThat(DisplayWidth.wrap("VoiceChatConfig.TTSConfig.Voice", 20))
                .isEqualTo(List.of("VoiceChatConfig.", "TTSConfig.Voice"));
        assertThat(DisplayWidth.wrap("退货退货退货", 5)).isEqualTo(List.of("退货", "退货", "退货"));
    }

    @Test
    void whateverIsWrappedFitsAndLosesNothingButSpaces() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(random.nextInt(60), 0, 11)
                    .mapToObj(pick -> "ab. /您好é-x退".substring(pick, pick + 1))
                    .reduce("", String::concat)
                    .strip();
            int width = 2 + random.nextInt(30);
            List<String> lines = DisplayWidth.wrap(text, width);
            assertThat(lines).as("seed %d, width %d", seed, width).allMatch(line -> DisplayWidth.of(line) <= width);
            assertThat(String.join("", lines).replace(" ", ""))
                    .as("seed %d", seed)
                    .isEqualTo(text.replace(" ", ""));
        }
    }

    @Test
    void nothingFromOutsideCanMoveTheCursor() {
        assertThat(DisplayWidth.plain("a\033[31mb\nc\td")).isEqualTo("a[31mb c d");
    }
}
