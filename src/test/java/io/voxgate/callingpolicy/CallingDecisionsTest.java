package io.voxgate.callingpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.callingpolicy.CallFacts.Callee;
import io.voxgate.callingpolicy.CallFacts.DialTime;
import io.voxgate.json.Json;
import io.voxgate.model.CallConsent;
import io.voxgate.model.Fault;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule by itself: a policy, a moment, and what has to come of it. */
class CallingDecisionsTest {
    private static final String CHINA = "Asia/Shanghai";
    private static final String WORKDAYS = """
            {"hours":{"windows":[{"days":["monday","tuesday","wednesday","thursday","friday"],"from":"09:00","to":"20:00"}]}}""";

    private static NamedPolicy policy(String json) {
        return new NamedPolicy(
                "p", Json.MAPPER.convertValue(Json.parse(json).orElseThrow(), CallingPolicy.class));
    }

    private static CallFacts facts(String at, int sentWithinSeconds, String zones, String... attempts) {
        Instant from = Instant.parse(at);
        return new CallFacts(
                new DialTime(from, from.plusSeconds(sentWithinSeconds)),
                Optional.of("reminder"),
                new Callee(Optional.of("CN"), Optional.empty(), zones(zones)),
                List.of("+862000000000"),
                Optional.empty(),
                Arrays.stream(attempts).map(Instant::parse).toList());
    }

    private static List<ZoneId> zones(String names) {
        return Stream.of(names.split(" ")).filter(name -> !name.isEmpty()).map(ZoneId::of).toList();
    }

    private static String told(CallDecision decision) {
        return switch (decision) {
            case CallDecision.Allowed _ -> "allowed";
            case CallDecision.Refused no ->
                no.rule().word() + no.nextAllowed().map(at -> " " + at).orElse("");
        };
    }

    /** 2026-11-27 is a Friday. Shanghai is eight hours ahead all year. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T00:59:59Z, 0, window 2026-11-27T01:00:00Z",
        "2026-11-27T01:00:00Z, 0, allowed",
        "2026-11-27T11:59:59Z, 0, allowed",
        "2026-11-27T11:59:49Z, 10, allowed",
        "2026-11-27T11:59:51Z, 10, window 2026-11-30T01:00:00Z",
        "2026-11-27T12:00:00Z, 0, window 2026-11-30T01:00:00Z",
        "2026-11-28T05:00:00Z, 0, window 2026-11-30T01:00:00Z"
    })
    void aWindowIsOpenByThePersonsClock(String at, int sentWithin, String expected) {
        assertThat(told(CallingDecisions.decide(List.of(policy(WORKDAYS)), facts(at, sentWithin, CHINA))))
                .isEqualTo(expected);
    }

    /** New York's morning is not yet Los Angeles', and its evening comes first. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T15:00:00Z, window 2026-11-27T17:00:00Z",
        "2026-11-27T17:00:00Z, allowed",
        "2026-11-28T00:59:00Z, allowed",
        "2026-11-28T01:00:00Z, window 2026-11-30T17:00:00Z"
    })
    void ofSeveralZonesEachHasToAllowTheCall(String at, String expected) {
        assertThat(told(CallingDecisions.decide(
                        List.of(policy(WORKDAYS)), facts(at, 0, "America/New_York America/Los_Angeles"))))
                .isEqualTo(expected);
    }

    @Test
    void aGivenZoneCountsBeforeThatOfThePolicyAndThatBeforeTheNumbers() {
        CallFacts noon = facts("2026-11-27T04:00:00Z", 0, CHINA);
        CallFacts given = new CallFacts(
                noon.time(),
                noon.template(),
                new Callee(Optional.of("CN"), Optional.of(ZoneId.of("America/New_York")), noon.callee().zones()),
                noon.callers(),
                noon.consent(),
                noon.attempts());
        String fixed = WORKDAYS.replace("\"windows\"", "\"timeZone\":\"Europe/Berlin\",\"windows\"");

        assertThat(told(CallingDecisions.decide(List.of(policy(WORKDAYS)), noon))).isEqualTo("allowed");
        assertThat(told(CallingDecisions.decide(List.of(policy(WORKDAYS)), given)))
                .isEqualTo("window 2026-11-27T14:00:00Z");
        assertThat(told(CallingDecisions.decide(List.of(policy(fixed)), noon)))
                .isEqualTo("window 2026-11-27T08:00:00Z");
        assertThat(told(CallingDecisions.decide(List.of(policy(fixed)), given)))
                .isEqualTo("window 2026-11-27T14:00:00Z");
    }

    @Test
    void aNumberOfNoKnownPlaceIsNotCalledWhereTheTimeMatters() {
        CallFacts nowhere = facts("2026-11-27T04:00:00Z", 0, "");

        assertThat(told(CallingDecisions.decide(List.of(policy(WORKDAYS)), nowhere))).isEqualTo("timeZone");
        assertThat(told(CallingDecisions.decide(List.of(policy("{\"maxAttemptsPerDay\":1}")), nowhere)))
                .isEqualTo("timeZone");
        assertThat(told(CallingDecisions.decide(List.of(policy("{\"countries\":[\"CN\"]}")), nowhere)))
                .isEqualTo("allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30T15:59:59Z, allowed",
        "2026-09-30T16:00:00Z, holiday 2026-10-02T16:00:00Z",
        "2026-10-02T15:59:59Z, holiday 2026-10-02T16:00:00Z",
        "2026-10-02T16:00:00Z, allowed"
    })
    void aHolidayIsAWholeDayOfThePersonsCalendar(String at, String expected) {
        NamedPolicy holidays = policy("{\"hours\":{\"holidays\":[\"2026-10-01\",\"2026-10-02\"]}}");

        assertThat(told(CallingDecisions.decide(List.of(holidays), facts(at, 0, CHINA)))).isEqualTo(expected);
    }

    @Test
    void soManyCallsAreBegunOnADayAndTheNextDayHasItsOwn() {
        NamedPolicy twice = policy("{\"maxAttemptsPerDay\":2}");
        String[] begun = {"2026-11-26T15:59:59Z", "2026-11-26T16:00:00Z", "2026-11-27T01:00:00Z"};

        assertThat(told(CallingDecisions.decide(
                        List.of(twice), facts("2026-11-27T02:00:00Z", 0, CHINA, begun[0], begun[1]))))
                .isEqualTo("allowed");
        assertThat(told(CallingDecisions.decide(List.of(twice), facts("2026-11-27T02:00:00Z", 0, CHINA, begun))))
                .isEqualTo("attempts 2026-11-27T16:00:00Z");
        assertThat(told(CallingDecisions.decide(
                        List.of(twice, policy(WORKDAYS)), facts("2026-11-27T02:00:00Z", 0, CHINA, begun))))
                .as("the next day is a Saturday")
                .isEqualTo("attempts 2026-11-30T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"CN, allowed", "US, country", ", country"})
    void onlySomeCountriesAreCalled(String country, String expected) {
        CallFacts at = facts("2026-11-27T04:00:00Z", 0, CHINA);
        CallFacts there = new CallFacts(
                at.time(),
                at.template(),
                new Callee(Optional.ofNullable(country), Optional.empty(), at.callee().zones()),
                at.callers(),
                at.consent(),
                at.attempts());

        assertThat(told(CallingDecisions.decide(List.of(policy("{\"countries\":[\"CN\",\"DE\"]}")), there)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"+862000000000, allowed", "+862000000000 +862000000001, caller", "'', caller"})
    void onlySomeNumbersCall(String from, String expected) {
        CallFacts at = facts("2026-11-27T04:00:00Z", 0, CHINA);
        CallFacts by = new CallFacts(
                at.time(),
                at.template(),
                at.callee(),
                Stream.of(from.split(" ")).filter(number -> !number.isEmpty()).toList(),
                at.consent(),
                at.attempts());

        assertThat(told(CallingDecisions.decide(List.of(policy("{\"callers\":[\"+862000000000\"]}")), by)))
                .isEqualTo(expected);
    }

    /** It is the 27th, also where days begin first. */
    @ParameterizedTest
    @CsvSource({
        ", , consent",
        "express, 2026-11-01, consent",
        "expressWritten, 2026-11-01, allowed",
        "expressWritten, 2026-10-28, allowed",
        "expressWritten, 2026-10-27, consent",
        "expressWritten, 2026-11-28, consent",
        "expressWritten, 2026-02-30, consent"
    })
    void aConsentHasItsBasisItsProofAndItsDay(String basis, String day, String expected) {
        NamedPolicy consents = policy("{\"consent\":{\"bases\":[\"expressWritten\",\"contract\"],\"maxAgeDays\":30}}");
        CallFacts at = facts("2026-11-27T04:00:00Z", 0, CHINA);
        CallFacts with = new CallFacts(
                at.time(),
                at.template(),
                at.callee(),
                at.callers(),
                Optional.ofNullable(basis)
                        .map(word -> new CallConsent(
                                Json.MAPPER.convertValue(word, CallConsent.Basis.class), "crm:1", day)),
                at.attempts());

        assertThat(told(CallingDecisions.decide(List.of(consents), with))).isEqualTo(expected);
    }

    @Test
    void aPolicyOfATemplateIsForItsCallsOnly() {
        NamedPolicy other = policy("{\"templates\":[\"survey\"],\"countries\":[\"US\"]}");
        NamedPolicy own = policy("{\"templates\":[\"reminder\"],\"countries\":[\"US\"]}");
        CallFacts at = facts("2026-11-27T04:00:00Z", 0, CHINA);

        assertThat(told(CallingDecisions.decide(List.of(other), at))).isEqualTo("allowed");
        assertThat(told(CallingDecisions.decide(List.of(other, own), at))).isEqualTo("country");
    }

    /** What time does not mend is named before what it does: nobody waits for the morning in vain. */
    @Test
    void whatIsForbiddenForGoodHasNoNextTime() {
        assertThat(told(CallingDecisions.decide(
                        List.of(policy(WORKDAYS), policy("{\"countries\":[\"US\"]}")),
                        facts("2026-11-28T05:00:00Z", 0, CHINA))))
                .isEqualTo("country");
        NamedPolicy never = policy("""
                {"hours":{"windows":[{"days":["monday"],"from":"09:00","to":"10:00"}]}}""");
        NamedPolicy either = policy("""
                {"hours":{"windows":[{"days":["tuesday"],"from":"09:00","to":"10:00"}]}}""");

        assertThat(told(CallingDecisions.decide(List.of(never, either), facts("2026-11-27T04:00:00Z", 0, CHINA))))
                .as("two policies that never allow a call together")
                .isEqualTo("window");
    }

    @Test
    void whatTheFormOfAPolicyCannotSayIsNamed() {
        List<Fault> faults = PolicyFaults.of(policy("""
                {"hours":{"timeZone":"+08:00","windows":[{"from":"09:00","to":"09:00"},{"from":"22:00","to":"06:00"},\
                {"from":"00:00","to":"24:00"}],"holidays":["2026-02-29","2028-02-29"]}}""")
                .policy());

        assertThat(faults.stream().map(Fault::pointer))
                .containsExactly(
                        "/hours/timeZone", "/hours/windows/0/to", "/hours/windows/1/to", "/hours/holidays/0");
        assertThat(PolicyFaults.of(policy(WORKDAYS).policy())).isEmpty();
    }
}
