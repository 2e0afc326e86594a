package io.voxgate.sandbox;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A magic value: what a simulator does with a room, channel or number that carries it. A room or channel id carries a
 * plot as a word ({@code demo-throttled}, several may follow each other: {@code demo-short-duplicates}); a numeric room
 * id and a phone number as their last digits. The same at every vendor; {@link #table()} is the list for people.
 */
public enum Scenario {
    BUSY(1, InjectionPoint.PHONE, "the line is busy"),
    NO_ANSWER(2, InjectionPoint.PHONE, "it rings and nobody answers"),
    VOICEMAIL(3, InjectionPoint.PHONE, "a voicemail answers"),
    REJECTED(4, InjectionPoint.PHONE, "the person rejects the call"),
    INVALID_NUMBER(5, InjectionPoint.PHONE, "the number does not exist"),
    THROTTLED(6, InjectionPoint.ANY, "the start is refused with the vendor's rate limit error"),
    HTTP500(7, InjectionPoint.ANY, "the start is answered with HTTP 500; nothing was started"),
    SLOW(8, InjectionPoint.ANY, "started, but answered only after 15 seconds"),
    RESET_AFTER(9, InjectionPoint.ANY, "started, then the connection is closed without an answer"),
    RESET_BEFORE(10, InjectionPoint.ANY, "the connection is closed without an answer; nothing was started"),
    BROKEN_JSON(11, InjectionPoint.ANY, "started, but the answer is cut off in the middle"),
    INTERNAL_ERROR(12, InjectionPoint.ANY, "started, but answered with the vendor's internal error"),
    REFUSED(13, InjectionPoint.ANY, "the start is refused for good: the account lacks the feature"),
    START_FAILS(14, InjectionPoint.ANY, "accepted, then the agent does not come up"),
    NOBODY(15, InjectionPoint.ROOM, "nobody joins; the agent leaves by itself"),
    LLM_ERROR(16, InjectionPoint.ANY, "the language model fails in the second round"),
    STT_ERROR(17, InjectionPoint.ANY, "speech recognition fails in the second round"),
    TTS_ERROR(18, InjectionPoint.ANY, "speech synthesis fails in the second round"),
    SHORT(19, InjectionPoint.ANY, "one round, then the person leaves"),
    LONG(20, InjectionPoint.ANY, "five minutes of rounds, then the person leaves"),
    SILENT(21, InjectionPoint.ANY, "the person is there, says nothing, and leaves after ten seconds"),
    KICKED(22, InjectionPoint.ROOM, "the customer removes the agent from the room"),
    DISMISSED(23, InjectionPoint.ROOM, "the customer closes the room"),
    VENDOR_FAULT(24, InjectionPoint.ANY, "the vendor breaks off in the middle with an internal fault"),
    DUPLICATES(25, InjectionPoint.ANY, "each callback is delivered twice"),
    SHUFFLED(26, InjectionPoint.ANY, "callbacks arrive out of order"),
    NO_CALLBACKS(27, InjectionPoint.ANY, "no callback is delivered"),
    EARLY_CALLBACKS(28, InjectionPoint.ANY, "the first callbacks arrive before the start's own answer"),
    LATE_RESULTS(29, InjectionPoint.PHONE, "the call's text, measurements and findings come only 20 seconds after it"),
    NO_RESULTS(30, InjectionPoint.PHONE, "there is never a text of the call, nor anything else about it");

    /** Where a plot can be asked for. */
    public enum InjectionPoint {
        ROOM,
        PHONE,
        ANY
    }

    /** One line of the list for people; an ending is {@code ""} where the plot can't be asked for. */
    public record ScenarioRow(String word, String roomWord, String roomEnding, String phoneEnding, String effect) {}

    private static final Pattern WORD = Pattern.compile("-(" + String.join("|", words()) + ")(?=-|$)");

    private final int number;
    private final InjectionPoint place;
    private final String effect;

    Scenario(int number, InjectionPoint place, String effect) {
        this.number = number;
        this.place = place;
        this.effect = effect;
    }

    /** The word, for example {@code reset-after}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The plots in a room or channel id that is text. */
    public static Set<Scenario> ofRoom(String roomId) {
        Set<Scenario> scenarios = EnumSet.noneOf(Scenario.class);
        Matcher matcher = WORD.matcher(roomId);
        while (matcher.find()) {
            scenarios.add(
                    Scenario.valueOf(matcher.group(1).toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        scenarios.removeIf(scenario -> scenario.place == InjectionPoint.PHONE);
        return scenarios;
    }

    /** The plot of a numeric room id: its last five digits, 9 and the number. */
    public static Set<Scenario> ofNumericRoom(String roomId) {
        return ending(roomId, scenario -> scenario.row().roomEnding());
    }

    /** The plot of a phone number in any spelling: its last four digits. */
    public static Set<Scenario> ofPhone(String number) {
        return ending(number.replaceAll("\\D", ""), scenario -> scenario.row().phoneEnding());
    }

    /** The list for people, one row a plot. */
    public static List<ScenarioRow> table() {
        return Stream.of(values()).map(Scenario::row).toList();
    }

    private ScenarioRow row() {
        boolean room = place != InjectionPoint.PHONE;
        boolean phone = place != InjectionPoint.ROOM;
        return new ScenarioRow(
                word(),
                room ? "-" + word() : "",
                room ? "9%04d".formatted(number) : "",
                phone ? "%04d".formatted(number) : "",
                effect);
    }

    private static Set<Scenario> ending(String id, Function<Scenario, String> ending) {
        Set<Scenario> scenarios = EnumSet.noneOf(Scenario.class);
        Stream.of(values())
                .filter(scenario -> !ending.apply(scenario).isEmpty() && id.endsWith(ending.apply(scenario)))
                .forEach(scenarios::add);
        return scenarios;
    }

    private static List<String> words() {
        return Stream.of(values()).map(Scenario::word).toList();
    }
}
