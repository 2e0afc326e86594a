package io.voxgate.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.config.EgressSettings;
import io.voxgate.connection.CredentialUseCheck.CheckState;
import io.voxgate.connection.Credentials.OpenedCredential;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.JsonCalls;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.Transport;
import io.voxgate.egress.ratelimit.RateLimitStore;
import io.voxgate.egress.ratelimit.RateLimits;
import io.voxgate.model.Agent;
import io.voxgate.model.CauseKind;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import io.voxgate.provider.KeyProbe;
import io.voxgate.provider.ModelProbes;
import io.voxgate.provider.ProviderFault;
import io.voxgate.provider.RecognitionProbes;
import io.voxgate.provider.VoiceProbes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Tries a credential where an agent sends it, with the cheapest call that its provider has, and says what is wrong. */
@ApplicationScoped
public class CredentialCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration NOW = Duration.ofMillis(300);
    private static final String MODEL = "/llm/credentialRef";
    private static final int PER_SECOND = 1;
    private static final int MOST_SHOWN = 300;

    private final Credentials credentials;
    private final Transport transport;
    private final JsonCalls jsonCalls;
    private final RateLimits limits;
    private final MeterRegistry meters;
    private final boolean privateAddresses;

    public CredentialCheck(
            Credentials credentials,
            Transport transport,
            JsonCalls jsonCalls,
            RateLimits limits,
            MeterRegistry meters,
            EgressSettings settings) {
        this.credentials = credentials;
        this.transport = transport;
        this.jsonCalls = jsonCalls;
        this.limits = limits;
        this.meters = meters;
        this.privateAddresses = settings.privateAddresses();
    }

    /**
     * One answer for each place where the agent names the credential.
     *
     * @param validateOnly nothing is called; what would be, and what it costs
     * @throws Problem 404, 422 when the agent does not name it, 429 when it was tried a moment ago
     */
    public List<CredentialUseCheck> check(String tenantId, String name, Agent agent, boolean validateOnly) {
        OpenedCredential opened = Optional.ofNullable(
                        credentials.open(tenantId, Set.of(name)).get(name))
                .orElseThrow(() -> Problem.notFound("There is no credential " + name + "."));
        List<CredentialUse> uses =
                CredentialUse.all(agent).filter(use -> use.name().equals(name)).toList();
        if (uses.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The agent does not name the credential " + name + ".");
        }
        if (!validateOnly) {
            permit(tenantId, name);
        }
        Deadline deadline = Deadline.in(TIMEOUT);
        return uses.stream()
                .map(use -> tried(new CredentialTry(tenantId, use, agent, opened, deadline), validateOnly))
                .toList();
    }

    private record CredentialTry(
            String tenantId, CredentialUse use, Agent agent, OpenedCredential opened, Deadline deadline) {}

    private void permit(String tenantId, String name) {
        RateLimitStore.LimitKey key = new RateLimitStore.LimitKey(tenantId, "credential", name, "verify");
        switch (limits.take(key, PER_SECOND, Deadline.in(NOW))) {
            case RateLimits.Reservation.Granted granted -> granted.permit().await();
            case RateLimits.Reservation.Full full ->
                throw Problem.of(
                                ProblemCode.RATE_LIMITED,
                                "This credential was verified a moment ago; once a second is the limit.")
                        .with("retryAfterMs", Math.max(1, full.until().toMillis()))
                        .mayRetry();
        }
    }

    private CredentialUseCheck tried(CredentialTry work, boolean validateOnly) {
        CredentialUse use = work.use();
        Optional<String> lacking = use.fields().stream()
                .filter(field -> !work.opened().fields().containsKey(field))
                .findFirst();
        if (lacking.isPresent()) {
            return new CredentialUseCheck(
                    use.pointer(),
                    CheckState.FAILS,
                    CauseKind.NOT_FOUND,
                    "The credential has no field " + lacking.get() + ", which " + use.user() + " needs.",
                    null,
                    null,
                    null,
                    null);
        }
        return switch (probe(use, work.agent(), work.opened().fields())) {
            case KeyProbe.NotTried not -> CredentialUseCheck.notTried(use.pointer(), not.why());
            case KeyProbe.ProbeCall call -> call(work, call, validateOnly);
        };
    }

    private static KeyProbe probe(CredentialUse use, Agent agent, Map<String, SecretText> fields) {
        return switch (use.pointer()) {
            case MODEL -> ModelProbes.of(agent.llm(), Objects.requireNonNull(fields.get("apiKey")));
            case "/tts/credentialRef" -> VoiceProbes.of(Objects.requireNonNull(agent.tts()), fields);
            case "/stt/credentialRef" -> RecognitionProbes.of(Objects.requireNonNull(agent.stt()), fields);
            default -> new KeyProbe.NotTried("The vendor sends what stands here on, by a protocol of its own.");
        };
    }

    private CredentialUseCheck call(CredentialTry work, KeyProbe.ProbeCall probe, boolean validateOnly) {
        String pointer = work.use().pointer();
        Optional<HostName> host = HostName.of(probe.call().uri().toString());
        if (host.isEmpty()
                || work.opened()
                        .hosts()
                        .filter(bound -> !bound.contains(host.get().toString()))
                        .isPresent()) {
            return CredentialUseCheck.notTried(
                    pointer, "The credential's hosts do not have the host that would be called.");
        }
        String shown = host.get().toString();
        if (validateOnly) {
            return new CredentialUseCheck(
                    pointer, CheckState.WOULD_CALL, null, "Nothing was called.", probe.cost(), shown, null, null);
        }
        long began = System.nanoTime();
        SendResult sent = send(work, probe.call());
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        CredentialUseCheck check = switch (sent) {
            case SendResult.VendorReply answer ->
                answered(pointer, probe, masked(work, answer.reply()), new ProbedHost(shown, took));
            case SendResult.NotSent not -> unreachable(pointer, probe, not.why(), new ProbedHost(shown, took));
            case SendResult.Broken broken -> unreachable(pointer, probe, broken.why(), new ProbedHost(shown, took));
            case SendResult.PermitExpired _ ->
                throw new IllegalStateException("A check has no permit that could expire");
        };
        meters.counter(
                        "voxgate.credential.checks",
                        "operation",
                        probe.call().operation(),
                        "state",
                        check.state().name().toLowerCase(Locale.ROOT))
                .increment();
        return check;
    }

    /**
     * Models take and give JSON; voices and recognition services have forms and protocols of their own. The REST client
     * takes no IPv6 address in place of a name.
     */
    private SendResult send(CredentialTry work, HttpCall call) {
        return work.use().pointer().equals(MODEL) && !call.uri().getHost().startsWith("[")
                ? jsonCalls.send("provider", call, work.deadline())
                : transport.send("provider", call, work.deadline());
    }

    private record ProbedHost(String name, long tookMs) {}

    private HttpReply masked(CredentialTry work, HttpReply reply) {
        return credentials
                .mask(work.tenantId())
                .and(CredentialValues.mask(work.opened().fields().entrySet().stream()))
                .reply(reply);
    }

    private static CredentialUseCheck answered(
            String pointer, KeyProbe.ProbeCall probe, HttpReply reply, ProbedHost host) {
        Optional<CauseKind> wrong = probe.reading().apply(reply);
        String said = ProviderFault.sentence(reply)
                .map(text -> text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…")
                .map(text -> " It says: " + text)
                .orElse("");
        return new CredentialUseCheck(
                pointer,
                wrong.isPresent() ? CheckState.FAILS : CheckState.WORKS,
                wrong.orElse(null),
                wrong.map(kind -> CheckWords.of(kind) + said)
                        .orElse("The service takes the key, and did what it was asked."),
                probe.cost(),
                host.name(),
                reply.status(),
                host.tookMs());
    }

    /** As of a connection: of a host that a tenant names nothing is said about what listens there. */
    private CredentialUseCheck unreachable(String pointer, KeyProbe.ProbeCall probe, String why, ProbedHost host) {
        return new CredentialUseCheck(
                pointer,
                CheckState.UNREACHABLE,
                CauseKind.UNREACHABLE,
                (privateAddresses ? why : "No answer came from there.")
                        + " Is the url right, and can this service (and the vendor) reach it?",
                probe.cost(),
                host.name(),
                null,
                host.tookMs());
    }
}
