package io.voxgate.callingpolicy;

import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Says slowly when a call is allowed: looks at the wall clock of every minute, one after the other, by the older calendar
 * of Java, and shares no code with the decisions. What it looks at are texts, as a person would read them off a clock.
 */
final class MinuteOracle {
    private static final long MINUTE_MS = 60_000;

    private final List<PlaceRules> places;
    private final long spanMs;

    /**
     * One policy in one zone.
     *
     * @param days of each window, as {@link Calendar} counts them; none: every day
     */
    record PlaceRules(TimeZone zone, List<DayTime> windows, List<String> holidays, int mostAttempts, List<Instant> attempts) {}

    record DayTime(List<Integer> days, String from, String to) {}

    MinuteOracle(List<PlaceRules> places, long spanMs) {
        this.places = places;
        this.spanMs = spanMs;
    }

    boolean allows(Instant at) {
        return allowsAt(at.toEpochMilli()) && allowsAt(at.toEpochMilli() + spanMs);
    }

    /** The first whole minute after a moment at which the call is allowed. */
    Optional<Instant> next(Instant after, int minutes) {
        long minute = Math.floorDiv(after.toEpochMilli(), MINUTE_MS) * MINUTE_MS;
        for (int n = 1; n <= minutes; n++) {
            Instant at = Instant.ofEpochMilli(minute + n * MINUTE_MS);
            if (allows(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private boolean allowsAt(long millis) {
        for (PlaceRules place : places) {
            if (!allows(place, millis)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(PlaceRules place, long millis) {
        Calendar clock = new GregorianCalendar(place.zone(), Locale.ROOT);
        clock.setTimeInMillis(millis);
        if (!place.holidays().isEmpty() && place.holidays().contains(day(clock))) {
            return false;
        }
        if (!place.windows().isEmpty() && place.windows().stream().noneMatch(window -> open(window, clock))) {
            return false;
        }
        if (place.mostAttempts() == 0) {
            return true;
        }
        String today = day(clock);
        int begun = 0;
        for (Instant attempt : place.attempts()) {
            Calendar then = new GregorianCalendar(place.zone(), Locale.ROOT);
            then.setTimeInMillis(attempt.toEpochMilli());
            begun += day(then).equals(today) ? 1 : 0;
        }
        return begun < place.mostAttempts();
    }

    private static boolean open(DayTime window, Calendar clock) {
        String time = two(clock.get(Calendar.HOUR_OF_DAY)) + ":" + two(clock.get(Calendar.MINUTE));
        return (window.days().isEmpty() || window.days().contains(clock.get(Calendar.DAY_OF_WEEK)))
                && time.compareTo(window.from()) >= 0
                && time.compareTo(window.to()) < 0;
    }

    private static String day(Calendar clock) {
        return clock.get(Calendar.YEAR) + "-" + two(clock.get(Calendar.MONTH) + 1) + "-"
                + two(clock.get(Calendar.DAY_OF_MONTH));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
