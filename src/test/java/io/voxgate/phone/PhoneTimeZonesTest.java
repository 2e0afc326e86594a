package io.voxgate.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zones by the numbering plans: a city's number, one of a country with one zone, and one that may be anywhere in a large one. */
class PhoneTimeZonesTest {
    @ParameterizedTest
    @CsvSource({
        "+8613800000000, Asia/Shanghai, CN",
        "+12125550100, America/New_York, US",
        "+13105550100, America/Los_Angeles, US",
        "+442079460958, Europe/London, GB",
        "+4930123456, Europe/Berlin, DE"
    })
    void aNumberTellsItsZoneAndItsCountry(String number, String zone, String country) {
        assertThat(PhoneTimeZones.of(number)).containsExactly(ZoneId.of(zone));
        assertThat(PhoneNumbers.country(number)).hasValue(country);
    }

    @Test
    void aMobileNumberOfALargeCountryMayBeInEachOfItsZones() {
        assertThat(PhoneTimeZones.of("+61412345678"))
                .contains(ZoneId.of("Australia/Perth"), ZoneId.of("Australia/Sydney"))
                .hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+99912345678", "+8000", "+80012345678"})
    void aNumberOfNoPlanIsNowhere(String number) {
        assertThat(PhoneTimeZones.of(number)).isEmpty();
        assertThat(PhoneNumbers.country(number)).isEmpty();
    }

    @Test
    void onlyPlacesAreZones() {
        assertThat(PhoneTimeZones.zone("Asia/Shanghai")).hasValue(ZoneId.of("Asia/Shanghai"));
        assertThat(PhoneTimeZones.zone("+08:00")).isEmpty();
        assertThat(PhoneTimeZones.zone("Etc/Unknown")).isEmpty();
        assertThat(PhoneTimeZones.zone("Mars/Olympus")).isEmpty();
    }
}
