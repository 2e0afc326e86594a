package io.voxgate.sandbox.alibaba;

import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.BuiltInAccounts;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.RoleScenario;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.TemporaryKeys;
import io.voxgate.sandbox.WorkloadToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Alibaba's Security Token Service, API version 2015-04-01: a key assumes a role, or a Kubernetes workload with its
 * token. Every account has every role, except those whose names say otherwise. Documents: alibabacloud.com/help,
 * "AssumeRole" and "AssumeRoleWithOIDC" of Resource Access Management, read 29 November 2026.
 */
@Singleton
public final class AlibabaStsSimulator implements Simulator {
    private static final String ROLE = "acs:ram::[0-9]{1,20}:role/[A-Za-z0-9.-]{1,64}";
    private static final String WITH_TOKEN = "AssumeRoleWithOIDC";
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final RequestSchema SECONDS = text().matching(
                    "9[0-9]{2}|[1-9][0-9]{3}|[1-3][0-9]{4}|4[0-2][0-9]{3}|43[01][0-9]{2}|43200",
                    "must be from 900 to 43200");

    private static final RequestSchema OIDC = object().required(
                    "RoleArn", text().matching(ROLE, "is not the resource name of a role"))
            .required(
                    "OIDCProviderArn",
                    text().matching(
                                    "acs:ram::[0-9]{1,20}:oidc-provider/[A-Za-z0-9.-]{1,128}",
                                    "is not the resource name of an identity provider"))
            .required("OIDCToken", text().matching("\\S{4,20000}", "is not a token"))
            .required("RoleSessionName", text().matching("[\\w.@-]{2,64}", "is not a session's name"))
            .optional("DurationSeconds", SECONDS)
            .optional("Policy", text());

    private static final RequestSchema ASSUME = object().required(
                    "RoleArn", text().matching(ROLE, "is not the resource name of a role"))
            .required("RoleSessionName", text().matching("[\\w.@-]{2,64}", "is not a session's name"))
            .optional("DurationSeconds", SECONDS)
            .optional("Policy", text())
            .optional("ExternalId", text().matching("[\\w+=,.@:/-]{2,1224}", "is not an external id"))
            .optional("SourceIdentity", text());

    private final SandboxWorld world;
    private final AlibabaRequestAuthenticator authenticator;

    @Inject
    public AlibabaStsSimulator(SandboxWorld world) {
        this.world = world;
        this.authenticator = new AlibabaRequestAuthenticator(
                world, new AlibabaProduct("2015-04-01", Set.of("GET", "POST"), Map.of("AssumeRole", ASSUME)));
    }

    @Override
    public String vendor() {
        return "alibaba-sts";
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return AlibabaRequestAuthenticator.recognises(head);
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return authenticator.handles(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        String requestId = AlibabaAnswer.requestId(world.ids().get());
        try {
            return RpcParameters.of(request).action().filter(WITH_TOKEN::equals).isPresent()
                    ? identified(AlibabaRequestAuthenticator.unsigned(request, OIDC), requestId)
                    : assume(authenticator.authenticate(request), requestId);
        } catch (AlibabaRefusal refusal) {
            return AlibabaAnswer.error(requestId, refusal);
        }
    }

    /** A role that a customer without a key has named is that customer's, whoever the machine is that asks for it. */
    private SandboxReply assume(AlibabaRequestAuthenticator.AuthenticatedCall call, String requestId) {
        SandboxAccount caller = call.accounts().getFirst();
        boolean machine = TemporaryKeys.owner(caller.keyId())
                .filter(BuiltInAccounts.ALIBABA_ID::equals)
                .isPresent();
        SandboxKey owner = machine ? customer(call.parameters()).orElse(caller.key()) : caller.key();
        return AlibabaAnswer.ok(requestId, assume(call.parameters(), owner));
    }

    private SandboxReply identified(ObjectNode parameters, String requestId) {
        WorkloadToken.fault(parameters.path("OIDCToken").asText(), world.clock().instant())
                .ifPresent(fault -> {
                    throw switch (fault) {
                        case MALFORMED ->
                            new AlibabaRefusal(
                                    400, "AuthenticationFail.OIDCToken.Invalid", "This JsonWebToken is invalid.");
                        case EXPIRED ->
                            new AlibabaRefusal(
                                    400, "AuthenticationFail.OIDCToken.Expired", "This JsonWebToken is expired.");
                    };
                });
        ObjectNode answer = assume(parameters, customer(parameters).orElseThrow(AlibabaStsSimulator::unknownRole));
        answer.putObject("OIDCTokenInfo").put("VerificationInfo", "Success");
        return AlibabaAnswer.ok(requestId, answer);
    }

    private Optional<SandboxKey> customer(ObjectNode parameters) {
        return world
                .accounts()
                .byKeyId("alibaba-rtc", parameters.path("RoleArn").asText())
                .stream()
                .map(SandboxAccount::key)
                .findFirst();
    }

    private static AlibabaRefusal unknownRole() {
        return new AlibabaRefusal(404, "EntityNotExist.Role", "The specified Role not exists.");
    }

    private ObjectNode assume(ObjectNode parameters, SandboxKey owner) {
        String role = parameters.path("RoleArn").asText();
        Optional<RoleScenario> scenario = RoleScenario.of(role);
        if (scenario.filter(RoleScenario.UNKNOWN_ROLE::equals).isPresent()) {
            throw unknownRole();
        }
        if (scenario.filter(RoleScenario.NOT_TRUSTED::equals).isPresent()) {
            throw new AlibabaRefusal(
                    403, "NoPermission", "You are not authorized to do this action. You should be authorized by RAM.");
        }
        Duration asked = Duration.ofSeconds(parameters.path("DurationSeconds").asLong(USUAL.toSeconds()));
        Instant endsAt = world.clock()
                .instant()
                .plus(scenario.map(_ -> SHORT).orElse(asked))
                .truncatedTo(ChronoUnit.SECONDS);
        SandboxKey key = TemporaryKeys.issue("STS.", owner, endsAt, world.ids().get());
        ObjectNode answer = SandboxJson.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", key.id())
                .put("AccessKeySecret", key.secret())
                .put("SecurityToken", key.token().orElseThrow())
                .put("Expiration", endsAt.toString());
        answer.putObject("AssumedRoleUser")
                .put("Arn", role + "/" + parameters.path("RoleSessionName").asText())
                .put("AssumedRoleId", "300000000000000001:session");
        return answer;
    }
}
