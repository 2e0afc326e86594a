package io.voxgate.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The time zones in which a number may be: of a mobile number mostly all of its country. */
public final class PhoneTimeZones {
    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneTimeZones() {}

    /** None: nobody knows, or what is known is no zone that this Java has. */
    public static List<ZoneId> of(String e164) {
        try {
            List<Optional<ZoneId>> zones =
                    PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(NUMBERS.parse(e164, null)).stream()
                            .map(PhoneTimeZones::zone)
                            .toList();
            // Of several zones every one counts, so that one which is not known makes the place unknown.
            return zones.stream().allMatch(Optional::isPresent)
                    ? zones.stream().flatMap(Optional::stream).distinct().toList()
                    : List.of();
        } catch (NumberParseException _) {
            return List.of(); // a number of no plan is nowhere
        }
    }

    /** A zone by its name in the IANA's list ({@code Asia/Shanghai}); an offset is no place, and has no holidays. */
    public static Optional<ZoneId> zone(String name) {
        return KNOWN.contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }
}
