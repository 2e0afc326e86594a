package io.voxgate.callingpolicy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one policy says of the time in one zone. */
final class LocalRule {
    /** Looked ahead so far: longer than any list of holidays, so that a policy which never opens again is known for one. */
    private static final int DAYS_AHEAD = 500;

    static final Duration HORIZON = Duration.ofDays(DAYS_AHEAD);

    private static final int DAYS_AT_ONCE = 7;

    private final NamedPolicy policy;
    private final ZoneId zone;
    private final List<CallingWindow> windows;
    private final Set<LocalDate> holidays = new HashSet<>();
    private final List<Instant> attempts;
    private final Duration span;

    LocalRule(NamedPolicy policy, ZoneId zone, CallFacts facts) {
        this.policy = policy;
        this.zone = zone;
        this.attempts = facts.attempts();
        this.span = Duration.between(facts.time().from(), facts.time().until());
        CallingHours hours = policy.policy().hours();
        this.windows = hours == null || hours.windows() == null ? List.of() : hours.windows();
        if (hours != null && hours.holidays() != null) {
            hours.holidays().forEach(day -> ConsentRule.day(day).ifPresent(holidays::add));
        }
    }

    String policy() {
        return policy.name();
    }

    ZoneId zone() {
        return zone;
    }

    /** What forbids a call that is decided on at this moment, and sent within the span after it. */
    Optional<CallingRule> refusal(Instant at) {
        return refusalAt(at).or(() -> refusalAt(at.plus(span)));
    }

    private Optional<CallingRule> refusalAt(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        if (holidays.contains(local.toLocalDate())) {
            return Optional.of(CallingRule.HOLIDAY);
        }
        if (!windows.isEmpty() && windows.stream().noneMatch(window -> window.open(local))) {
            return Optional.of(CallingRule.WINDOW);
        }
        Integer most = policy.policy().maxAttemptsPerDay();
        return most != null && attemptsOn(local.toLocalDate()) >= most
                ? Optional.of(CallingRule.ATTEMPTS)
                : Optional.empty();
    }

    private long attemptsOn(LocalDate day) {
        return attempts.stream()
                .filter(attempt -> LocalDate.ofInstant(attempt, zone).equals(day))
                .count();
    }

    /** The first moment after one at which nothing forbids a call; empty: none in the time that is looked ahead. */
    Optional<Instant> next(Instant after) {
        LocalDate first = LocalDate.ofInstant(after, zone).minusDays(1);
        for (int day = 0; day < DAYS_AHEAD; day += DAYS_AT_ONCE) {
            LocalDate begin = first.plusDays(day);
            Instant end = begin.plusDays(DAYS_AT_ONCE).atStartOfDay(zone).toInstant();
            Optional<Instant> opening = openings(begin).stream()
                    .filter(at -> at.isAfter(after) && at.isBefore(end))
                    .filter(at -> refusal(at).isEmpty())
                    .findFirst();
            if (opening.isPresent()) {
                return opening;
            }
        }
        return Optional.empty();
    }

    /**
     * All moments of some days at which the local clock can come into a window or into another day: their beginnings, each
     * window's opening (twice where the clock is set back over it), and each change of the clock. One day more than is
     * asked for: where a clock is set back over midnight, moments of two days are mixed.
     */
    private TreeSet<Instant> openings(LocalDate begin) {
        TreeSet<Instant> moments = new TreeSet<>();
        for (int n = 0; n <= DAYS_AT_ONCE; n++) {
            LocalDate day = begin.plusDays(n);
            moments.add(day.atStartOfDay(zone).toInstant());
            windows.stream()
                    .filter(window -> window.on(day.getDayOfWeek()))
                    .forEach(window -> instants(day.atTime(window.opening()), moments));
        }
        Instant end = begin.plusDays(DAYS_AT_ONCE + 1L).atStartOfDay(zone).toInstant();
        ZoneOffsetTransition change = zone.getRules()
                .nextTransition(begin.atStartOfDay(zone).toInstant().minusSeconds(1));
        while (change != null && change.getInstant().isBefore(end)) {
            moments.add(change.getInstant());
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return moments;
    }

    private void instants(LocalDateTime local, Set<Instant> moments) {
        for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
            moments.add(local.toInstant(offset));
        }
    }
}
