package io.voxgate.callingpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.callingpolicy.CallDecision.Refused;
import io.voxgate.callingpolicy.CallFacts.Callee;
import io.voxgate.callingpolicy.CallFacts.DialTime;
import io.voxgate.callingpolicy.MinuteOracle.DayTime;
import io.voxgate.callingpolicy.MinuteOracle.PlaceRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random policies, places and moments, many of them beside a change of the clock: what is decided is what the oracle reads
 * off the wall clock, and the next allowed moment is the first that it finds minute by minute. The long form is
 * {@code -Dcalling.attempts=1000000}; {@code -Dcalling.seed} draws others, and a failure names the one to repeat it.
 */
class CallingOracleTest {
    private static final long SEED = Long.getLong("calling.seed", 20261129);
    private static final int ATTEMPTS = Integer.getInteger("calling.attempts", 20_000);
    private static final long SPAN_MS = 10_000;
    private static final int DAYS_LOOKED_AT = 12;
    private static final int MINUTES_OF_DAY = 1440;

    /** With changes of an hour and of half an hour, at midnight, in both halves of the world, offsets of quarters, and none. */
    private static final List<String> ZONES = List.of(
            "Asia/Shanghai", "America/New_York", "America/Los_Angeles", "America/Phoenix", "America/St_Johns",
            "America/Havana", "America/Santiago", "America/Asuncion", "America/Sao_Paulo", "Atlantic/Azores",
            "Europe/London", "Europe/Berlin", "Europe/Chisinau", "Asia/Beirut", "Africa/Cairo", "Africa/Casablanca",
            "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Gaza", "Asia/Pyongyang", "Australia/Lord_Howe",
            "Australia/Sydney", "Australia/Eucla", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12");

    private static final int[] WEEKDAYS = {
        Calendar.MONDAY, Calendar.TUESDAY, Calendar.WEDNESDAY, Calendar.THURSDAY, Calendar.FRIDAY, Calendar.SATURDAY,
        Calendar.SUNDAY
    };

    /** One attempt, drawn from its own number: it can be repeated alone. */
    private static final class Draw {
        private final Random random;
        private final List<NamedPolicy> policies = new ArrayList<>();
        private final List<PlaceRules> places = new ArrayList<>();
        private final List<ZoneId> zones = new ArrayList<>();
        private final Instant at;
        private final List<Instant> attempts = new ArrayList<>();

        Draw(long seed) {
            random = new Random(seed * 0x9E3779B97F4A7C15L);
            int several = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
            for (int n = 0; n < several; n++) {
                zones.add(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
            }
            at = moment();
            for (int n = random.nextInt(5); n > 0; n--) {
                attempts.add(at.minusSeconds(random.nextInt(26 * 3600)));
            }
            for (int n = random.nextInt(4) == 0 ? 2 : 1; n > 0; n--) {
                policy("p" + n);
            }
        }

        /** Every second one within 36 hours of a change of the clock, where the zone has one. */
        private Instant moment() {
            Instant any = Instant.parse("2020-01-01T00:00:00Z").plusMillis(random.nextLong(15L * 366 * 86_400_000));
            ZoneOffsetTransition change = zones.getFirst().getRules().nextTransition(any);
            return change == null || random.nextBoolean()
                    ? any
                    : change.getInstant().plusMillis(random.nextLong(-129_600_000, 129_600_000));
        }

        private void policy(String name) {
            List<CallingWindow> windows = new ArrayList<>();
            List<DayTime> dayTimes = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                window(windows, dayTimes);
            }
            List<String> holidays = new ArrayList<>();
            for (int n = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0; n > 0; n--) {
                holidays.add(LocalDate.ofInstant(at, zones.getFirst())
                        .plusDays(random.nextInt(4))
                        .toString());
            }
            int most = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
            policies.add(new NamedPolicy(
                    name,
                    new CallingPolicy(
                            null,
                            null,
                            new CallingHours(
                                    null, windows.isEmpty() ? null : windows, holidays.isEmpty() ? null : holidays),
                            most == 0 ? null : most,
                            null,
                            null,
                            null)));
            zones.forEach(zone -> places.add(
                    new PlaceRules(TimeZone.getTimeZone(zone.getId()), dayTimes, holidays, most, attempts)));
        }

        /** Often where clocks change: between midnight and four, and at the day's end. */
        private void window(List<CallingWindow> windows, List<DayTime> dayTimes) {
            int from = random.nextInt(3) == 0 ? random.nextInt(240) : random.nextInt(MINUTES_OF_DAY);
            int to = random.nextInt(5) == 0
                    ? MINUTES_OF_DAY
                    : Math.min(MINUTES_OF_DAY, from + 1 + random.nextInt(random.nextBoolean() ? 30 : 720));
            List<CallingWindow.Day> days = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (CallingWindow.Day day : CallingWindow.Day.values()) {
                if (random.nextInt(3) > 0) {
                    days.add(day);
                    numbers.add(WEEKDAYS[day.ordinal()]);
                }
            }
            windows.add(new CallingWindow(days.isEmpty() ? null : days, time(from), time(to)));
            dayTimes.add(new DayTime(numbers, time(from), time(to)));
        }

        private static String time(int minute) {
            return "%02d:%02d".formatted(minute / 60, minute % 60);
        }

        CallDecision decision() {
            return CallingDecisions.decide(
                    policies,
                    new CallFacts(
                            new DialTime(at, at.plusMillis(SPAN_MS)),
                            Optional.empty(),
                            new Callee(Optional.of("CN"), Optional.empty(), zones),
                            List.of(),
                            Optional.empty(),
                            attempts));
        }

        MinuteOracle oracle() {
            return new MinuteOracle(places, SPAN_MS);
        }

        @Override
        public String toString() {
            return "at " + at + " in " + zones + " after " + attempts + ": " + policies;
        }
    }

    private static Optional<String> difference(Draw draw) {
        MinuteOracle oracle = draw.oracle();
        return switch (draw.decision()) {
            case CallDecision.Allowed _ -> oracle.allows(draw.at) ? Optional.empty() : Optional.of("allowed wrongly");
            case Refused no -> {
                if (oracle.allows(draw.at)) {
                    yield Optional.of("refused wrongly by " + no.rule());
                }
                Instant horizon = draw.at.plus(Duration.ofDays(DAYS_LOOKED_AT));
                Optional<Instant> told = no.nextAllowed().filter(next -> !next.isAfter(horizon));
                Optional<Instant> found = oracle.next(draw.at, DAYS_LOOKED_AT * MINUTES_OF_DAY);
                yield told.equals(found.filter(next -> !next.isAfter(horizon)))
                        ? Optional.empty()
                        : Optional.of("next " + no.nextAllowed() + " instead of " + found);
            }
        };
    }

    @Test
    void noDecisionDiffersFromTheWallClock() {
        LongAdder refused = new LongAdder();
        List<String> wrong = LongStream.range(0, ATTEMPTS)
                .parallel()
                .mapToObj(n -> {
                    Draw draw = new Draw(SEED + n);
                    if (draw.decision() instanceof Refused) {
                        refused.increment();
                    }
                    return difference(draw).map(what -> "-Dcalling.seed=" + (SEED + n) + " " + what + " " + draw);
                })
                .flatMap(Optional::stream)
                .limit(5)
                .toList();
        System.out.printf("Calling policies: %d attempts, %d refused, seed %d%n", ATTEMPTS, refused.sum(), SEED);

        assertThat(wrong).isEmpty();
        assertThat(refused.sum()).as("both outcomes are drawn").isBetween(ATTEMPTS / 10L, ATTEMPTS * 9L / 10);
    }

    /** The oracle would notice: a decision that forgets the change of the clock is wrong for some attempt. */
    @Test
    void theOracleFindsADecisionByTheOffsetOfTheMoment() {
        Stream<Draw> draws = LongStream.range(0, 2_000).mapToObj(n -> new Draw(SEED + n));

        assertThat(draws.filter(draw -> draw.decision() instanceof Refused)
                        .filter(draw -> {
                            List<PlaceRules> frozen = draw.places.stream()
                                    .map(place -> new PlaceRules(
                                            TimeZone.getTimeZone(ZoneId.ofOffset(
                                                    "",
                                                    place.zone().toZoneId().getRules().getOffset(draw.at))),
                                            place.windows(),
                                            place.holidays(),
                                            place.mostAttempts(),
                                            place.attempts()))
                                    .toList();
                            int minutes = DAYS_LOOKED_AT * MINUTES_OF_DAY;
                            return !new MinuteOracle(frozen, SPAN_MS)
                                    .next(draw.at, minutes)
                                    .equals(draw.oracle().next(draw.at, minutes));
                        })
                        .count())
                .isPositive();
    }
}
