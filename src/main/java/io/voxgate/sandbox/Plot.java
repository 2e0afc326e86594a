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
 * A magic value: what a simulator does with a room, channel or number that carries it. A room or channel id carries a plot as a word
 * ({@code demo-throttled}, several may follow each other: {@code demo-short-duplicates}); a numeric room id and a phone number as their
 * last digits. The same at every vendor; {@link #table()} is the list for people.
 */
public enum Plot {
    BUSY(1, Place.PHONE, "the line is busy"),
    NO_ANSWER(2, Place.PHONE, "it rings and nobody answers"),
    VOICEMAIL(3, Place.PHONE, "a voicemail answers"),
    REJECTED(4, Place.PHONE, "the person rejects the call"),
    INVALID_NUMBER(5, Place.PHONE, "the number does not exist"),
    THROTTLED(6, Place.ANY, "the start is refused with the vendor's rate limit error"),
    HTTP500(7, Place.ANY, "the start is answered with HTTP 500; nothing was started"),
    SLOW(8, Place.ANY, "started, but answered only after 15 seconds"),
    RESET_AFTER(9, Place.ANY, "started, then the connection is closed without an answer"),
    RESET_BEFORE(10, Place.ANY, "the connection is closed without an answer; nothing was started"),
    BROKEN_JSON(11, Place.ANY, "started, but the answer is cut off in the middle"),
    INTERNAL_ERROR(12, Place.ANY, "started, but answered with the vendor's internal error"),
    REFUSED(13, Place.ANY, "the start is refused for good: the account lacks the feature"),
    START_FAILS(14, Place.ANY, "accepted, then the agent does not come up"),
    NOBODY(15, Place.ROOM, "nobody joins; the agent leaves by itself"),
    LLM_ERROR(16, Place.ANY, "the language model fails in the second round"),
    STT_ERROR(17, Place.ANY, "speech recognition fails in the second round"),
    TTS_ERROR(18, Place.ANY, "speech synthesis fails in the second round"),
    SHORT(19, Place.ANY, "one round, then the person leaves"),
    LONG(20, Place.ANY, "five minutes of rounds, then the person leaves"),
    SILENT(21, Place.ANY, "the person is there, says nothing, and leaves after ten seconds"),
    KICKED(22, Place.ROOM, "the customer removes the agent from the room"),
    DISMISSED(23, Place.ROOM, "the customer closes the room"),
    VENDOR_FAULT(24, Place.ANY, "the vendor breaks off in the middle with an internal fault"),
    DUPLICATES(25, Place.ANY, "each callback is delivered twice"),
    SHUFFLED(26, Place.ANY, "callbacks arrive out of order"),
    NO_CALLBACKS(27, Place.ANY, "no callback is delivered"),
    EARLY_CALLBACKS(28, Place.ANY, "the first callbacks arrive before the start's own answer"),
    LATE_RESULTS(29, Place.PHONE, "the call's text, measurements and findings come only 20 seconds after it"),
    NO_RESULTS(30, Place.PHONE, "there is never a text of the call, nor anything else about it");

    /** Where a plot can be asked for. */
    public enum Place { ROOM, PHONE, ANY }

    /** One line of the list for people; an ending is {@code ""} where the plot can't be asked for. */
    public record Row(String word, String roomWord, String roomEnding, String phoneEnding, String effect) {}

    private static final Pattern WORD = Pattern.compile("-(" + String.join("|", words()) + ")(?=-|$)");

    private final int number;
    private final Place place;
    private final String effect;

    Plot(int number, Place place, String effect) {
        this.number = number;
        this.place = place;
        this.effect = effect;
    }

    /** The word, for example {@code reset-after}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The plots in a room or channel id that is text. */
    public static Set<Plot> ofRoom(String roomId) {
        Set<Plot> plots = EnumSet.noneOf(Plot.class);
        Matcher matcher = WORD.matcher(roomId);
        while (matcher.find()) {
            plots.add(Plot.valueOf(matcher.group(1).toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        plots.removeIf(plot -> plot.place == Place.PHONE);
        return plots;
    }

    /** The plot of a numeric room id: its last five digits, 9 and the number. */
    public static Set<Plot> ofNumericRoom(String roomId) {
        return ending(roomId, plot -> plot.row().roomEnding());
    }

    /** The plot of a phone number in any spelling: its last four digits. */
    public static Set<Plot> ofPhone(String number) {
        return ending(number.replaceAll("\\D", ""), plot -> plot.row().phoneEnding());
    }

    /** The list for people, one row a plot. */
    public static List<Row> table() {
        return Stream.of(values()).map(Plot::row).toList();
    }

    private Row row() {
        boolean room = place != Place.PHONE;
        boolean phone = place != Place.ROOM;
        return new Row(word(), room ? "-" + word() : "", room ? "9%04d".formatted(number) : "", phone ? "%04d".formatted(number) : "", effect);
    }

    private static Set<Plot> ending(String id, Function<Plot, String> ending) {
        Set<Plot> plots = EnumSet.noneOf(Plot.class);
        Stream.of(values()).filter(plot -> !ending.apply(plot).isEmpty() && id.endsWith(ending.apply(plot))).forEach(plots::add);
        return plots;
    }

    private static List<String> words() {
        return Stream.of(values()).map(Plot::word).toList();
    }
}
