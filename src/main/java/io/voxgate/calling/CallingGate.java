package io.voxgate.calling;

import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.calling.CallingPolicyTable.StoredPolicy;
import io.voxgate.callingpolicy.CallDecision;
import io.voxgate.callingpolicy.CallDecision.Refused;
import io.voxgate.callingpolicy.CallFacts;
import io.voxgate.callingpolicy.CallFacts.Callee;
import io.voxgate.callingpolicy.CallFacts.DialTime;
import io.voxgate.callingpolicy.CallingDecisions;
import io.voxgate.callingpolicy.CallingPolicy;
import io.voxgate.callingpolicy.CallingRule;
import io.voxgate.callingpolicy.NamedPolicy;
import io.voxgate.callingpolicy.PolicyFaults;
import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.phone.PhoneNumbers;
import io.voxgate.phone.PhoneTimeZones;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asked by every start of a phone call, in the transaction that stores it: what forbids the call keeps it from being stored
 * and sent. What cannot be decided is refused.
 */
@ApplicationScoped
public class CallingGate {
    private static final Logger LOG = Logger.getLogger(CallingGate.class);

    private final CallingPolicyTable policies;
    private final SuppressionTable suppressions;
    private final BegunCallTable calls;
    private final Database database;
    private final Clock clock;
    private final MeterRegistry meters;

    CallingGate(
            CallingPolicyTable policies,
            SuppressionTable suppressions,
            BegunCallTable calls,
            Database database,
            Clock clock,
            MeterRegistry meters) {
        this.policies = policies;
        this.suppressions = suppressions;
        this.calls = calls;
        this.database = database;
        this.clock = clock;
        this.meters = meters;
        for (CallingRule rule : CallingRule.values()) {
            meters.counter("voxgate.calls.refused", "rule", rule.word()); // so that the first one is an increase
        }
    }

    /** @param binding the call is begun if it is allowed: no other to this number is decided on meanwhile */
    private record CallRequest(
            Channel.Phone phone, Optional<String> template, Duration sentWithin, boolean binding) {}

    /** @throws Problem 422 when the call is not allowed now; nothing of it may be stored then */
    public void check(Transaction tx, Channel channel, Optional<String> template, Duration sentWithin) {
        if (channel instanceof Channel.Phone phone) {
            refuse(decide(tx, new CallRequest(phone, template, sentWithin, true)));
        }
    }

    /**
     * The same before anything is reserved for the call, so that one which is forbidden uses up nothing of the account's
     * rate. It binds nobody: {@link #check} decides.
     *
     * @throws Problem 422 when the call is not allowed now
     */
    public void checkEarly(String tenantId, Channel channel, Optional<String> template) {
        if (channel instanceof Channel.Phone phone) {
            refuse(preview(tenantId, phone, template));
        }
    }

    /** What a start now would be told. */
    public CallDecision preview(String tenantId, Channel.Phone phone, Optional<String> template) {
        return database.tenant(tenantId, tx -> decide(tx, new CallRequest(phone, template, Duration.ZERO, false)));
    }

    private void refuse(CallDecision decision) {
        if (decision instanceof Refused refused) {
            meters.counter("voxgate.calls.refused", "rule", refused.rule().word())
                    .increment();
            throw problem(refused);
        }
    }

    private CallDecision decide(Transaction tx, CallRequest asked) {
        Channel.Phone phone = asked.phone();
        Optional<ZoneId> given = given(phone);
        if (suppressions.has(tx, phone.to())) {
            return new Refused(
                    CallingRule.SUPPRESSED,
                    Optional.empty(),
                    "The number is on the suppression list.",
                    Optional.empty());
        }
        List<StoredPolicy> stored = policies.all(tx);
        if (stored.isEmpty()) {
            return new CallDecision.Allowed();
        }
        for (StoredPolicy policy : stored) {
            if (policy(policy).isEmpty()) {
                return new Refused(
                        CallingRule.UNREADABLE,
                        Optional.of(policy.name()),
                        "This policy cannot be read. Store it anew, or delete it.",
                        Optional.empty());
            }
        }
        List<NamedPolicy> named =
                stored.stream().flatMap(policy -> policy(policy).stream()).toList();
        boolean counts = CallingDecisions.countsAttempts(named);
        if (counts && asked.binding()) {
            calls.alone(tx, phone.to());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return CallingDecisions.decide(
                named,
                new CallFacts(
                        new DialTime(now, now.plus(asked.sentWithin())),
                        asked.template().map(CallingGate::name),
                        new Callee(PhoneNumbers.country(phone.to()), given, PhoneTimeZones.of(phone.to())),
                        Optional.ofNullable(phone.from()).orElse(List.of()),
                        Optional.ofNullable(phone.consent()),
                        counts ? calls.since(tx, phone.to(), now) : List.of()));
    }

    /** Of {@code support@3}: {@code support}. */
    private static String name(String revision) {
        int at = revision.indexOf('@');
        return at < 0 ? revision : revision.substring(0, at);
    }

    private static Optional<ZoneId> given(Channel.Phone phone) {
        if (phone.timeZone() == null) {
            return Optional.empty();
        }
        Optional<ZoneId> zone = PhoneTimeZones.zone(phone.timeZone());
        if (zone.isEmpty()) {
            String detail = "There is no such time zone; one is written as Asia/Shanghai.";
            throw Problem.of(
                    ProblemCode.INVALID_REQUEST,
                    "/channel/timeZone: " + detail,
                    List.of(new Fault("/channel/timeZone", "WRONG_FORM", detail)));
        }
        return zone;
    }

    /** Empty for one that another version wrote, that was damaged, or that names a zone which this Java has not. */
    private static Optional<NamedPolicy> policy(StoredPolicy stored) {
        try {
            CallingPolicy policy = Json.MAPPER.convertValue(stored.body(), CallingPolicy.class);
            return PolicyFaults.of(policy).isEmpty()
                    ? Optional.of(new NamedPolicy(stored.name(), policy))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.errorf("calling policy unreadable policy=%s cause=%s", stored.name(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Problem problem(Refused refused) {
        Problem problem = Problem.of(ProblemCode.NOT_ALLOWED_NOW, refused.detail() + " Nothing was dialled.")
                .with("rule", refused.rule().word());
        if (refused.policy().isPresent()) {
            problem = problem.with("policy", refused.policy().get());
        }
        return refused.nextAllowed().isEmpty()
                ? problem
                : problem.with("nextAllowedAt", refused.nextAllowed().get().toString())
                        .mayRetry();
    }
}
