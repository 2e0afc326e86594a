package io.voxgate.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings of people and of customer lists. */
final class PhoneNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "13800000000, +8613800000000", "138 0000 0000, +8613800000000", "+86 138-0000-0000, +8613800000000",
                "008613800000000, +8613800000000",
        "tel:+8613800000000, +8613800000000", "＋8613800000000, +8613800000000", "075500000000, +8675500000000",
                "0755-00000000, +8675500000000",
        "+1 (650) 253-0000, +16502530000", "00 44 20 7946 0958, +442079460958"
    })
    void aSpellingOfPeopleIsUnderstood(String text, String number) {
        assertThat(PhoneNumbers.meant(text)).hasValue(number);
        assertThat(PhoneNumbers.refusal(text)).contains("E.164").endsWith("Did you mean " + number + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "call me", "+999123456789", "{{phone}}"})
    void whatCannotBeGuessedHasNoHint(String text) {
        assertThat(PhoneNumbers.refusal(text)).doesNotContain("Did you mean");
    }

    @ParameterizedTest
    @CsvSource({
        "+8613800000000, true",
        "+8613012345678, true",
        "+86138000000001, false",
        "+16502530000, true",
        "+999123456789, false"
    })
    void aNumberOfAPlanIsTold(String number, boolean valid) {
        assertThat(PhoneNumbers.valid(number)).isEqualTo(valid);
    }
}
