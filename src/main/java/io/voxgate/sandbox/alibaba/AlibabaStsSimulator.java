package io.voxgate.sandbox.alibaba;

import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.RoleScenario;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.TemporaryKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Alibaba's Security Token Service, API version 2015-04-01: a key assumes a role. Every account has every role, except
 * those whose names say otherwise. Document: alibabacloud.com/help, "AssumeRole" of Resource Access Management, read 29
 * November 2026.
 */
@Singleton
public final class AlibabaStsSimulator implements Simulator {
    private static final String ROLE = "acs:ram::[0-9]{1,20}:role/[A-Za-z0-9.-]{1,64}";
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final RequestSchema ASSUME = object().required(
                    "RoleArn", text().matching(ROLE, "is not the resource name of a role"))
            .required("RoleSessionName", text().matching("[\\w.@-]{2,64}", "is not a session's name"))
            .optional(
                    "DurationSeconds",
                    text().matching(
                                    "9[0-9]{2}|[1-9][0-9]{3}|[1-3][0-9]{4}|4[0-2][0-9]{3}|43[01][0-9]{2}|43200",
                                    "must be from 900 to 43200"))
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
            return assume(authenticator.authenticate(request), requestId);
        } catch (AlibabaRefusal refusal) {
            return AlibabaAnswer.error(requestId, refusal);
        }
    }

    private SandboxReply assume(AlibabaRequestAuthenticator.AuthenticatedCall call, String requestId) {
        String role = call.parameters().path("RoleArn").asText();
        Optional<RoleScenario> scenario = RoleScenario.of(role);
        if (scenario.filter(RoleScenario.UNKNOWN_ROLE::equals).isPresent()) {
            throw new AlibabaRefusal(404, "EntityNotExist.Role", "The specified Role not exists.");
        }
        if (scenario.filter(RoleScenario.NOT_TRUSTED::equals).isPresent()) {
            throw new AlibabaRefusal(
                    403, "NoPermission", "You are not authorized to do this action. You should be authorized by RAM.");
        }
        Duration asked =
                Duration.ofSeconds(call.parameters().path("DurationSeconds").asLong(USUAL.toSeconds()));
        Instant endsAt = world.clock()
                .instant()
                .plus(scenario.map(_ -> SHORT).orElse(asked))
                .truncatedTo(ChronoUnit.SECONDS);
        SandboxKey owner = call.accounts().getFirst().key();
        SandboxKey key = TemporaryKeys.issue("STS.", owner, endsAt, world.ids().get());
        ObjectNode answer = SandboxJson.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", key.id())
                .put("AccessKeySecret", key.secret())
                .put("SecurityToken", key.token().orElseThrow())
                .put("Expiration", endsAt.toString());
        answer.putObject("AssumedRoleUser")
                .put(
                        "Arn",
                        role + "/" + call.parameters().path("RoleSessionName").asText())
                .put("AssumedRoleId", "300000000000000001:session");
        return AlibabaAnswer.ok(requestId, answer);
    }
}
