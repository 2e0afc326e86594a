package io.voxgate.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a number that is not written in E.164 probably means, and whether one that is can exist. Nothing is ever dialled
 * by such a guess.
 */
public final class PhoneNumbers {
    /** Whose numbers are meant when no country is named: the vendor of phone calls is a Chinese one. */
    private static final String HOME = "CN";

    private static final String FORM =
            "A number is written in E.164, with + and the country's code, for example +8613800000000.";
    private static final String DOUBTFUL =
            "No country's plan has such a number (its length or its beginning): look at it again before it is called.";
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /** What to say of a text that is not in E.164. */
    public static String refusal(String text) {
        return FORM + hint(text);
    }

    /** {@code " Did you mean +8613800000000?"}, or nothing where the text has no probable meaning. */
    public static String hint(String text) {
        return meant(text).map(number -> " Did you mean " + number + "?").orElse("");
    }

    /** The number in E.164 that a spelling of people probably means. */
    static Optional<String> meant(String text) {
        return parsed(text)
                .filter(number -> LIBRARY.isValidNumber(number) || (LIBRARY.isPossibleNumber(number) && named(text)))
                .map(number -> LIBRARY.format(number, PhoneNumberFormat.E164));
    }

    /**
     * What a dry run says of numbers that are in E.164 and in no country's plan: the vendor would probably refuse the
     * call.
     */
    public static Stream<Fault> warnings(Channel channel) {
        return switch (channel) {
            case Channel.Room _ -> Stream.empty();
            case Channel.Phone phone -> warnings(phone);
        };
    }

    private static Stream<Fault> warnings(Channel.Phone phone) {
        List<Fault> warnings = new ArrayList<>();
        doubt("/channel/to", phone.to(), warnings);
        List<String> from = phone.from();
        for (int i = 0; from != null && i < from.size(); i++) {
            doubt("/channel/from/" + i, from.get(i), warnings);
        }
        return warnings.stream();
    }

    private static void doubt(String pointer, String number, List<Fault> warnings) {
        if (!valid(number)) {
            warnings.add(new Fault(pointer, "NUMBER_DOUBTFUL", DOUBTFUL));
        }
    }

    /** A number of a country's plan; one that is not may be new, so that this is no reason to refuse it. */
    public static boolean valid(String e164) {
        return parsed(e164).filter(LIBRARY::isValidNumber).isPresent();
    }

    /** The country (ISO 3166-1) whose plan has the number; empty for one of no country, or of no plan. */
    public static Optional<String> country(String e164) {
        return parsed(e164)
                .map(LIBRARY::getRegionCodeForNumber)
                .filter(code -> code.length() == 2 && Character.isLetter(code.charAt(0)));
    }

    /** Whether the text says itself where the number is: by a country's code or an area's code. */
    private static boolean named(String text) {
        String plain = text.strip();
        return plain.startsWith("0") || plain.startsWith("+") || plain.startsWith("\uFF0B") || plain.startsWith("tel:");
    }

    private static Optional<PhoneNumber> parsed(String text) {
        try {
            return Optional.of(LIBRARY.parse(text, HOME));
        } catch (NumberParseException _) {
            return Optional.empty(); // what no country has cannot be guessed
        }
    }
}
