package io.voxgate.callingpolicy;

import io.voxgate.callingpolicy.CallDecision.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides on a call. What time alone does not mend is named first, then what forbids the call at this time. */
public final class CallingDecisions {
    /** Where a day begins first. */
    private static final ZoneOffset FIRST_DAY = ZoneOffset.ofHours(14);

    private CallingDecisions() {}

    /** @param policies all of the tenant */
    public static CallDecision decide(List<NamedPolicy> policies, CallFacts facts) {
        List<NamedPolicy> applying =
                policies.stream().filter(named -> named.policy().appliesTo(facts)).toList();
        Optional<Refused> forGood = applying.stream()
                .flatMap(named -> forGood(named, facts).stream())
                .findFirst();
        if (forGood.isPresent()) {
            return forGood.get();
        }
        List<LocalRule> rules = new ArrayList<>();
        for (NamedPolicy named : applying) {
            if (needsPlace(named.policy())) {
                List<ZoneId> zones = zones(named.policy(), facts.callee());
                if (zones.isEmpty()) {
                    return refused(
                            CallingRule.TIME_ZONE,
                            named,
                            "Where the person is, is not known from the number: name channel.timeZone.");
                }
                zones.forEach(zone -> rules.add(new LocalRule(named, zone, facts)));
            }
        }
        return now(rules, facts.time().from());
    }

    /** Whether a decision needs to know the calls that were begun before. */
    public static boolean countsAttempts(List<NamedPolicy> policies) {
        return policies.stream().anyMatch(named -> named.policy().maxAttemptsPerDay() != null);
    }

    private static boolean needsPlace(CallingPolicy policy) {
        CallingHours hours = policy.hours();
        return policy.maxAttemptsPerDay() != null
                || (hours != null && (hours.windows() != null || hours.holidays() != null));
    }

    /** An own zone of the call, of the policy, or all of the number's. One that nobody knows is no zone. */
    private static List<ZoneId> zones(CallingPolicy policy, CallFacts.Callee callee) {
        if (callee.given().isPresent()) {
            return List.of(callee.given().get());
        }
        CallingHours hours = policy.hours();
        return hours == null || hours.timeZone() == null ? callee.zones() : List.of(ZoneId.of(hours.timeZone()));
    }

    private static Optional<Refused> forGood(NamedPolicy named, CallFacts facts) {
        CallingPolicy policy = named.policy();
        if (policy.countries() != null
                && facts.callee().country().filter(policy.countries()::contains).isEmpty()) {
            return Optional.of(refused(
                    CallingRule.COUNTRY,
                    named,
                    facts.callee()
                            .country()
                            .map(country -> "Numbers of " + country + " are not among its countries.")
                            .orElse("The number is of no country that is known.")));
        }
        if (policy.callers() != null
                && (facts.callers().isEmpty() || !policy.callers().containsAll(facts.callers()))) {
            return Optional.of(refused(
                    CallingRule.CALLER, named, "channel.from must name numbers of the policy's callers, and no other."));
        }
        LocalDate today = LocalDate.ofInstant(facts.time().from(), FIRST_DAY);
        return Optional.ofNullable(policy.consent())
                .flatMap(rule -> rule.refusal(facts.consent(), today))
                .map(detail -> refused(CallingRule.CONSENT, named, detail));
    }

    private static CallDecision now(List<LocalRule> rules, Instant at) {
        for (LocalRule rule : rules) {
            Optional<CallingRule> refusal = rule.refusal(at);
            if (refusal.isPresent()) {
                return new Refused(refusal.get(), Optional.of(rule.policy()), detail(rule, refusal.get()), next(rules, at));
            }
        }
        return new CallDecision.Allowed();
    }

    /** The first moment at which every rule allows the call: each in turn moves it on, until none does. */
    private static Optional<Instant> next(List<LocalRule> rules, Instant at) {
        Optional<Instant> earliest = Optional.of(at);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (LocalRule rule : rules) {
                Instant moment = earliest.get();
                if (rule.refusal(moment).isPresent()) {
                    earliest = rule.next(moment);
                    if (earliest.isEmpty() || earliest.get().isAfter(at.plus(LocalRule.HORIZON))) {
                        return Optional.empty();
                    }
                    moved = true;
                }
            }
        }
        return earliest;
    }

    private static String detail(LocalRule rule, CallingRule refusal) {
        String place = rule.zone().getId();
        return switch (refusal) {
            case HOLIDAY -> "It is a holiday of the policy in " + place + ".";
            case WINDOW -> "It is outside the policy's windows in " + place + ".";
            case ATTEMPTS -> "The number was called as often today as the policy allows, by the calendar of " + place + ".";
            case SUPPRESSED, UNREADABLE, COUNTRY, CALLER, CONSENT, TIME_ZONE ->
                throw new IllegalArgumentException("No rule of the time: " + refusal);
        };
    }

    private static Refused refused(CallingRule rule, NamedPolicy named, String detail) {
        return new Refused(rule, Optional.of(named.name()), detail, Optional.empty());
    }
}
